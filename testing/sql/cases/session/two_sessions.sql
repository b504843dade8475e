-- Activity from 10:00 to 10:15 and from 11:00 to 11:30 with a gap of 30 minutes: two sessions; each ends a gap after its
-- last event.
-- tags: window, session, worked-example, row:36, row:18
CREATE TABLE activity (
  user_id STRING,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/activity.json', 'format' = 'json');

-- file: activity.json
-- {"user_id":"u1","ts":"2026-01-01 10:00:00.000"}
-- {"user_id":"u1","ts":"2026-01-01 10:07:00.000"}
-- {"user_id":"u1","ts":"2026-01-01 10:15:00.000"}
-- {"user_id":"u1","ts":"2026-01-01 11:00:00.000"}
-- {"user_id":"u1","ts":"2026-01-01 11:30:00.000"}

SELECT user_id, window_start, window_end, window_time, COUNT(*) AS events, MIN(ts) AS first_event, MAX(ts) AS last_event
FROM TABLE(SESSION(TABLE activity PARTITION BY user_id, DESCRIPTOR(ts), INTERVAL '30' MINUTES))
GROUP BY user_id, window_start, window_end, window_time;
-- expect:
-- | user_id | window_start            | window_end              | window_time             | events | first_event             | last_event              |
-- | u1      | 2026-01-01 10:00:00.000 | 2026-01-01 10:45:00.000 | 2026-01-01 10:44:59.999 | 3      | 2026-01-01 10:00:00.000 | 2026-01-01 10:15:00.000 |
-- | u1      | 2026-01-01 11:00:00.000 | 2026-01-01 12:00:00.000 | 2026-01-01 11:59:59.999 | 2      | 2026-01-01 11:00:00.000 | 2026-01-01 11:30:00.000 |
