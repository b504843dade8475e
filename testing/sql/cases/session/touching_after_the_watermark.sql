-- With a watermark that does not wait, an event exactly a gap later finds its session already closed and opens another.
-- tags: stream-only, window, session, boundary, watermark, surprise
CREATE TABLE activity (
  user_id STRING,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/activity.json', 'format' = 'json');

-- file: activity.json
-- {"user_id":"u1","ts":"2026-01-01 10:00:00.000"}
-- {"user_id":"u1","ts":"2026-01-01 10:30:00.000"}
-- {"user_id":"u2","ts":"2026-01-01 10:40:00.000"}
-- {"user_id":"other","ts":"2026-01-01 11:10:00.000"}
-- {"user_id":"u2","ts":"2026-01-01 11:10:00.000"}

SELECT user_id, window_start, window_end, COUNT(*) AS events
FROM TABLE(SESSION(TABLE activity PARTITION BY user_id, DESCRIPTOR(ts), INTERVAL '30' MINUTES))
GROUP BY user_id, window_start, window_end;
-- expect:
-- | user_id | window_start            | window_end              | events |
-- | other   | 2026-01-01 11:10:00.000 | 2026-01-01 11:40:00.000 | 1      |
-- | u1      | 2026-01-01 10:00:00.000 | 2026-01-01 11:00:00.000 | 2      |
-- | u2      | 2026-01-01 10:40:00.000 | 2026-01-01 11:10:00.000 | 1      |
-- | u2      | 2026-01-01 11:10:00.000 | 2026-01-01 11:40:00.000 | 1      |
