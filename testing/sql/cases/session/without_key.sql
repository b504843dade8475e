-- Without PARTITION BY all events share their sessions.
-- tags: window, session
CREATE TABLE events (
  user_id INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${dir}/events.json', 'format' = 'json');

-- file: events.json
-- {"user_id":1,"ts":"2026-01-01 10:00:00.000"}
-- {"user_id":2,"ts":"2026-01-01 10:00:40.000"}
-- {"user_id":1,"ts":"2026-01-01 10:01:30.000"}
-- {"user_id":3,"ts":"2026-01-01 10:03:00.000"}

SELECT window_start, window_end, COUNT(*) AS events, COUNT(DISTINCT user_id) AS users
FROM TABLE(SESSION(TABLE events, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end;
-- expect:
-- | window_start            | window_end              | events | users |
-- | 2026-01-01 10:00:00.000 | 2026-01-01 10:02:30.000 | 3      | 2     |
-- | 2026-01-01 10:03:00.000 | 2026-01-01 10:04:00.000 | 1      | 1     |
