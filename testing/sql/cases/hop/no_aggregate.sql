-- The window function alone gives each row once for each window that it is in.
-- tags: window, hop, table-function, row:21, row:38
CREATE TABLE clicks (
  user_id INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"user_id":1,"ts":"2026-01-01 00:02:00.000"}
-- {"user_id":2,"ts":"2026-01-01 00:10:59.999"}

SELECT user_id, window_start, window_end, window_time
FROM TABLE(HOP(TABLE clicks, DESCRIPTOR(ts), INTERVAL '5' MINUTES, INTERVAL '10' MINUTES));
-- expect:
-- | user_id | window_start            | window_end              | window_time             |
-- | 1       | 2025-12-31 23:55:00.000 | 2026-01-01 00:05:00.000 | 2026-01-01 00:04:59.999 |
-- | 1       | 2026-01-01 00:00:00.000 | 2026-01-01 00:10:00.000 | 2026-01-01 00:09:59.999 |
-- | 2       | 2026-01-01 00:05:00.000 | 2026-01-01 00:15:00.000 | 2026-01-01 00:14:59.999 |
-- | 2       | 2026-01-01 00:10:00.000 | 2026-01-01 00:20:00.000 | 2026-01-01 00:19:59.999 |
