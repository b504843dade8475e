CREATE TABLE clicks (
  user_id BIGINT,
  page STRING,
  load_time_ms INT,
  price DECIMAL(10, 2),
  ts TIMESTAMP(3),
  p AS PROCTIME(),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '/data/clicks.ndjson', 'format' = 'json');
CREATE TABLE result_table (page STRING, a BIGINT) WITH ('connector' = 'print');
INSERT INTO result_table
SELECT page, SUM(user_id) OVER (PARTITION BY page ORDER BY ts ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) FROM clicks
UNION ALL SELECT page, COUNT(*) OVER (PARTITION BY page ORDER BY ts RANGE BETWEEN INTERVAL '5' MINUTE PRECEDING AND CURRENT ROW) FROM clicks
UNION ALL SELECT page, COUNT(*) OVER (PARTITION BY page ORDER BY ts) FROM clicks;
