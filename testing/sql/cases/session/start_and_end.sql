-- A user's session: number of events, first and last event; the last event is not the end of the window.
-- tags: window, session, row:28
CREATE TABLE events (
  user_id STRING,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '1' MINUTE
) WITH ('connector' = 'filesystem', 'path' = '${dir}/events.json', 'format' = 'json');

-- file: events.json
-- {"user_id":"u1","ts":"2026-01-01 10:00:00.000"}
-- {"user_id":"u1","ts":"2026-01-01 10:12:34.567"}
-- {"user_id":"u1","ts":"2026-01-01 10:12:00.000"}
-- {"user_id":null,"ts":"2026-01-01 10:12:34.567"}

SELECT user_id, COUNT(*) AS events, MIN(ts) AS session_start, MAX(ts) AS session_end, window_end,
  TIMESTAMPDIFF(SECOND, MIN(ts), MAX(ts)) AS seconds_on_site
FROM TABLE(SESSION(TABLE events PARTITION BY user_id, DESCRIPTOR(ts), INTERVAL '30' MINUTES))
GROUP BY user_id, window_start, window_end;
-- expect:
-- | user_id | events | session_start           | session_end             | window_end              | seconds_on_site |
-- | NULL    | 1      | 2026-01-01 10:12:34.567 | 2026-01-01 10:12:34.567 | 2026-01-01 10:42:34.567 | 0               |
-- | u1      | 3      | 2026-01-01 10:00:00.000 | 2026-01-01 10:12:34.567 | 2026-01-01 10:42:34.567 | 754             |
