CREATE TABLE clicks (
  user_id BIGINT,
  page STRING,
  load_time_ms INT,
  price DECIMAL(10, 2),
  ts TIMESTAMP(3),
  p AS PROCTIME(),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '/data/clicks.ndjson', 'format' = 'json');
CREATE TABLE result_table (page STRING, ws TIMESTAMP(3), we TIMESTAMP(3), n BIGINT, a INT, u BIGINT) WITH ('connector' = 'print');
INSERT INTO result_table
SELECT page, window_start, window_end, COUNT(*), AVG(load_time_ms), COUNT(DISTINCT user_id) FILTER (WHERE load_time_ms > 5)
FROM TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '1' MINUTE) GROUP BY page, window_start, window_end;
