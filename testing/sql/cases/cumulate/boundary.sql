-- Windows that grow by a minute up to five minutes, then start again: [10:00, 10:01), [10:00, 10:02), ...
-- tags: cluster, window, cumulate, boundary
CREATE TABLE clicks (
  user_id INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"user_id":1,"ts":"2026-01-01 10:00:59.999"}
-- {"user_id":2,"ts":"2026-01-01 10:01:00.000"}
-- {"user_id":3,"ts":"2026-01-01 10:04:59.999"}
-- {"user_id":4,"ts":"2026-01-01 10:05:00.000"}

SELECT window_start, window_end, window_time, COUNT(*) AS cnt, MAX(user_id) AS last_user
FROM TABLE(CUMULATE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '1' MINUTE, INTERVAL '5' MINUTES))
GROUP BY window_start, window_end, window_time;
-- expect:
-- | window_start            | window_end              | window_time             | cnt | last_user |
-- | 2026-01-01 10:00:00.000 | 2026-01-01 10:01:00.000 | 2026-01-01 10:00:59.999 | 1   | 1         |
-- | 2026-01-01 10:00:00.000 | 2026-01-01 10:02:00.000 | 2026-01-01 10:01:59.999 | 2   | 2         |
-- | 2026-01-01 10:00:00.000 | 2026-01-01 10:03:00.000 | 2026-01-01 10:02:59.999 | 2   | 2         |
-- | 2026-01-01 10:00:00.000 | 2026-01-01 10:04:00.000 | 2026-01-01 10:03:59.999 | 2   | 2         |
-- | 2026-01-01 10:00:00.000 | 2026-01-01 10:05:00.000 | 2026-01-01 10:04:59.999 | 3   | 3         |
-- | 2026-01-01 10:05:00.000 | 2026-01-01 10:06:00.000 | 2026-01-01 10:05:59.999 | 1   | 4         |
-- | 2026-01-01 10:05:00.000 | 2026-01-01 10:07:00.000 | 2026-01-01 10:06:59.999 | 1   | 4         |
-- | 2026-01-01 10:05:00.000 | 2026-01-01 10:08:00.000 | 2026-01-01 10:07:59.999 | 1   | 4         |
-- | 2026-01-01 10:05:00.000 | 2026-01-01 10:09:00.000 | 2026-01-01 10:08:59.999 | 1   | 4         |
-- | 2026-01-01 10:05:00.000 | 2026-01-01 10:10:00.000 | 2026-01-01 10:09:59.999 | 1   | 4         |
