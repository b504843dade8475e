-- The window function alone adds window_start, window_end and window_time to each row and keeps all others.
-- tags: window, tumble, table-function, row:14
CREATE TABLE clicks (
  user_id INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"user_id":1,"ts":"2026-01-01 10:00:00.000"}
-- {"user_id":2,"ts":"2026-01-01 10:04:59.999"}
-- {"user_id":3,"ts":"2026-01-01 10:05:00.000"}

SELECT * FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '5' MINUTES));
-- expect:
-- | user_id | ts                      | window_start            | window_end              | window_time             |
-- | 1       | 2026-01-01 10:00:00.000 | 2026-01-01 10:00:00.000 | 2026-01-01 10:05:00.000 | 2026-01-01 10:04:59.999 |
-- | 2       | 2026-01-01 10:04:59.999 | 2026-01-01 10:00:00.000 | 2026-01-01 10:05:00.000 | 2026-01-01 10:04:59.999 |
-- | 3       | 2026-01-01 10:05:00.000 | 2026-01-01 10:05:00.000 | 2026-01-01 10:10:00.000 | 2026-01-01 10:09:59.999 |
