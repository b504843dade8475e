-- Events exactly a gap apart are one session; a millisecond more and they are two.
-- tags: window, session, boundary, surprise, row:18
CREATE TABLE activity (
  user_id STRING,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '1' HOUR
) WITH ('connector' = 'filesystem', 'path' = '${dir}/activity.json', 'format' = 'json');

-- file: activity.json
-- {"user_id":"less","ts":"2026-01-01 10:00:00.000"}
-- {"user_id":"less","ts":"2026-01-01 10:29:59.999"}
-- {"user_id":"equal","ts":"2026-01-01 10:00:00.000"}
-- {"user_id":"equal","ts":"2026-01-01 10:30:00.000"}
-- {"user_id":"more","ts":"2026-01-01 10:00:00.000"}
-- {"user_id":"more","ts":"2026-01-01 10:30:00.001"}

SELECT user_id, window_start, window_end, COUNT(*) AS events
FROM TABLE(SESSION(TABLE activity PARTITION BY user_id, DESCRIPTOR(ts), INTERVAL '30' MINUTES))
GROUP BY user_id, window_start, window_end;
-- expect:
-- | user_id | window_start            | window_end              | events |
-- | equal   | 2026-01-01 10:00:00.000 | 2026-01-01 11:00:00.000 | 2      |
-- | less    | 2026-01-01 10:00:00.000 | 2026-01-01 10:59:59.999 | 2      |
-- | more    | 2026-01-01 10:00:00.000 | 2026-01-01 10:30:00.000 | 1      |
-- | more    | 2026-01-01 10:30:00.001 | 2026-01-01 11:00:00.001 | 1      |
