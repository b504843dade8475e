-- The older form of sessions, with SESSION_START, SESSION_END and SESSION_ROWTIME; exactly a gap apart is one session.
-- tags: window, group-window, session, boundary, row:25
CREATE TABLE events (
  user_id INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '1' HOUR
) WITH ('connector' = 'filesystem', 'path' = '${dir}/events.json', 'format' = 'json');

-- file: events.json
-- {"user_id":1,"ts":"2026-01-01 10:00:00.000"}
-- {"user_id":1,"ts":"2026-01-01 10:30:00.000"}
-- {"user_id":2,"ts":"2026-01-01 10:00:00.000"}
-- {"user_id":2,"ts":"2026-01-01 10:30:00.001"}
-- {"user_id":3,"ts":"2026-01-01 10:50:00.000"}
-- {"user_id":3,"ts":"2026-01-01 10:00:00.000"}
-- {"user_id":3,"ts":"2026-01-01 10:25:00.000"}

SELECT user_id,
  SESSION_START(ts, INTERVAL '30' MINUTE) AS session_start,
  SESSION_END(ts, INTERVAL '30' MINUTE) AS session_end,
  SESSION_ROWTIME(ts, INTERVAL '30' MINUTE) AS rowtime,
  COUNT(*) AS events
FROM events
GROUP BY user_id, SESSION(ts, INTERVAL '30' MINUTE);
-- expect:
-- | user_id | session_start           | session_end             | rowtime                 | events |
-- | 1       | 2026-01-01 10:00:00.000 | 2026-01-01 11:00:00.000 | 2026-01-01 10:59:59.999 | 2      |
-- | 2       | 2026-01-01 10:00:00.000 | 2026-01-01 10:30:00.000 | 2026-01-01 10:29:59.999 | 1      |
-- | 2       | 2026-01-01 10:30:00.001 | 2026-01-01 11:00:00.001 | 2026-01-01 11:00:00.000 | 1      |
-- | 3       | 2026-01-01 10:00:00.000 | 2026-01-01 11:20:00.000 | 2026-01-01 11:19:59.999 | 3      |
