CREATE TABLE result_table (a INT, b STRING) WITH ('connector' = 'print');
INSERT INTO result_table VALUES (1, 'a'), (2, CAST(NULL AS STRING));
