-- An event is late when the session that it would make on its own is gone; if it joins an open session it is not.
-- tags: window, session, late, boundary
CREATE TABLE activity (
  user_id STRING,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/activity.json', 'format' = 'json');

-- file: activity.json
-- {"user_id":"u1","ts":"2026-01-01 10:00:00.000"}
-- {"user_id":"u1","ts":"2026-01-01 10:20:00.000"}
-- {"user_id":"u2","ts":"2026-01-01 10:45:00.000"}
-- {"user_id":"u1","ts":"2026-01-01 10:10:00.000"}
-- {"user_id":"u3","ts":"2026-01-01 10:15:00.000"}
-- {"user_id":"u4","ts":"2026-01-01 10:15:00.001"}
-- {"user_id":"u5","ts":"2026-01-01 10:15:00.002"}

SELECT user_id, window_start, window_end, COUNT(*) AS events
FROM TABLE(SESSION(TABLE activity PARTITION BY user_id, DESCRIPTOR(ts), INTERVAL '30' MINUTES))
GROUP BY user_id, window_start, window_end;
-- expect:
-- | user_id | window_start            | window_end              | events |
-- | u1      | 2026-01-01 10:00:00.000 | 2026-01-01 10:50:00.000 | 3      |
-- | u2      | 2026-01-01 10:45:00.000 | 2026-01-01 11:15:00.000 | 1      |
-- | u5      | 2026-01-01 10:15:00.002 | 2026-01-01 10:45:00.002 | 1      |
-- expect-late: 2
