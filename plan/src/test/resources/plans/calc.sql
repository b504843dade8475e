CREATE TABLE clicks (
  user_id BIGINT,
  page STRING,
  load_time_ms INT,
  price DECIMAL(10, 2),
  ts TIMESTAMP(3),
  p AS PROCTIME(),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '/data/clicks.ndjson', 'format' = 'json');
CREATE TABLE result_table (a BIGINT, b STRING, c INT, d DECIMAL(10, 2)) WITH ('connector' = 'print');
INSERT INTO result_table
SELECT user_id + 1, UPPER(page), CAST(page AS INT), CASE WHEN price > 1.5 THEN price END
FROM clicks WHERE page IN ('a', 'b', 'c') AND load_time_ms BETWEEN 5 AND 10 AND user_id <> 7;
