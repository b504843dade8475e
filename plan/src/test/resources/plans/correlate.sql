CREATE TABLE nested (id INT, tags ARRAY<STRING>) WITH ('connector' = 'stdin', 'format' = 'json');
CREATE TABLE result_table (id INT, tag STRING) WITH ('connector' = 'print');
INSERT INTO result_table SELECT id, tag FROM nested CROSS JOIN UNNEST(tags) AS t (tag);
