CREATE TABLE clicks (
  user_id BIGINT,
  page STRING,
  load_time_ms INT,
  price DECIMAL(10, 2),
  ts TIMESTAMP(3),
  p AS PROCTIME(),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '/data/clicks.ndjson', 'format' = 'json');
CREATE TABLE result_table (ws TIMESTAMP(3), t TIMESTAMP(3), n BIGINT) WITH ('connector' = 'print');
INSERT INTO result_table
SELECT window_start, window_time, SUM(user_id)
FROM CUMULATE(TABLE clicks, DESCRIPTOR(p), INTERVAL '1' MINUTE, INTERVAL '1' HOUR)
GROUP BY window_start, window_end, window_time;
