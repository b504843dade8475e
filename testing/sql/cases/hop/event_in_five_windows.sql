-- Windows of 5 minutes every minute: each event is in five of them, [10:00, 10:05) and [10:01, 10:06) among these.
-- tags: window, hop, boundary, worked-example, row:35, row:21
CREATE TABLE clicks (
  user_id INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"user_id":1,"ts":"2026-01-01 10:04:59.999"}
-- {"user_id":2,"ts":"2026-01-01 10:05:00.000"}

SELECT window_start, window_end, COUNT(*) AS cnt, MIN(user_id) AS first_user
FROM TABLE(HOP(TABLE clicks, DESCRIPTOR(ts), INTERVAL '1' MINUTE, INTERVAL '5' MINUTES))
GROUP BY window_start, window_end;
-- expect:
-- | window_start            | window_end              | cnt | first_user |
-- | 2026-01-01 10:00:00.000 | 2026-01-01 10:05:00.000 | 1   | 1          |
-- | 2026-01-01 10:01:00.000 | 2026-01-01 10:06:00.000 | 2   | 1          |
-- | 2026-01-01 10:02:00.000 | 2026-01-01 10:07:00.000 | 2   | 1          |
-- | 2026-01-01 10:03:00.000 | 2026-01-01 10:08:00.000 | 2   | 1          |
-- | 2026-01-01 10:04:00.000 | 2026-01-01 10:09:00.000 | 2   | 1          |
-- | 2026-01-01 10:05:00.000 | 2026-01-01 10:10:00.000 | 1   | 2          |
