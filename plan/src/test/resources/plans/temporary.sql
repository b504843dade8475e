CREATE TEMPORARY TABLE lines (line STRING) WITH ('connector' = 'stdin', 'format' = 'raw');
CREATE TEMPORARY TABLE result_table (n INT) WITH ('connector' = 'print');
INSERT INTO result_table SELECT CHAR_LENGTH(line) FROM lines;
