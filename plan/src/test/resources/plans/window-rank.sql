CREATE TABLE clicks (
  user_id BIGINT,
  page STRING,
  load_time_ms INT,
  price DECIMAL(10, 2),
  ts TIMESTAMP(3),
  p AS PROCTIME(),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '/data/clicks.ndjson', 'format' = 'json');
CREATE TABLE result_table (page STRING, u BIGINT, r BIGINT) WITH ('connector' = 'print');
INSERT INTO result_table SELECT page, user_id, r FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY window_start, window_end, page ORDER BY load_time_ms DESC) AS r FROM TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '1' MINUTE)) WHERE r <= 3;
