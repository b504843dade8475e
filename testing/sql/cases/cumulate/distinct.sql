-- Distinct users grow with the window and start again with it.
-- tags: window, cumulate, distinct
CREATE TABLE clicks (
  user_id INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"user_id":1,"ts":"2026-01-01 10:00:00.000"}
-- {"user_id":1,"ts":"2026-01-01 10:01:00.000"}
-- {"user_id":2,"ts":"2026-01-01 10:01:30.000"}
-- {"user_id":null,"ts":"2026-01-01 10:02:00.000"}
-- {"user_id":1,"ts":"2026-01-01 10:03:00.000"}

SELECT window_start, window_end, COUNT(DISTINCT user_id) AS users, COUNT(*) AS cnt
FROM TABLE(CUMULATE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '1' MINUTE, INTERVAL '3' MINUTES))
GROUP BY window_start, window_end;
-- expect:
-- | window_start            | window_end              | users | cnt |
-- | 2026-01-01 10:00:00.000 | 2026-01-01 10:01:00.000 | 1     | 1   |
-- | 2026-01-01 10:00:00.000 | 2026-01-01 10:02:00.000 | 2     | 3   |
-- | 2026-01-01 10:00:00.000 | 2026-01-01 10:03:00.000 | 2     | 4   |
-- | 2026-01-01 10:03:00.000 | 2026-01-01 10:04:00.000 | 1     | 1   |
-- | 2026-01-01 10:03:00.000 | 2026-01-01 10:05:00.000 | 1     | 1   |
-- | 2026-01-01 10:03:00.000 | 2026-01-01 10:06:00.000 | 1     | 1   |
