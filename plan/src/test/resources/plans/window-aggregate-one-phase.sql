SET 'table.optimizer.agg-phase-strategy' = 'ONE_PHASE';
CREATE TABLE clicks (
  user_id BIGINT,
  page STRING,
  load_time_ms INT,
  price DECIMAL(10, 2),
  ts TIMESTAMP(3),
  p AS PROCTIME(),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '/data/clicks.ndjson', 'format' = 'json');
CREATE TABLE result_table (page STRING, we TIMESTAMP(3), n BIGINT) WITH ('connector' = 'print');
INSERT INTO result_table
SELECT page, window_end, COUNT(*)
FROM HOP(TABLE clicks, DESCRIPTOR(ts), INTERVAL '10' SECOND, INTERVAL '1' MINUTE, INTERVAL '3' SECOND)
GROUP BY page, window_start, window_end;
