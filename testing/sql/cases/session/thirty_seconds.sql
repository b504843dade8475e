-- Sessions with a gap of 30 seconds by user: their lengths differ.
-- tags: window, session, row:39, row:45
CREATE TABLE events (
  user_id INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${dir}/events.json', 'format' = 'json');

-- file: events.json
-- {"user_id":1,"ts":"2026-01-01 10:00:00.000"}
-- {"user_id":2,"ts":"2026-01-01 10:00:10.000"}
-- {"user_id":1,"ts":"2026-01-01 10:00:29.999"}
-- {"user_id":1,"ts":"2026-01-01 10:00:45.000"}
-- {"user_id":2,"ts":"2026-01-01 10:00:45.000"}
-- {"user_id":1,"ts":"2026-01-01 10:02:00.000"}

SELECT user_id, window_start, window_end, COUNT(*) AS events
FROM TABLE(SESSION(TABLE events PARTITION BY user_id, DESCRIPTOR(ts), INTERVAL '30' SECONDS))
GROUP BY user_id, window_start, window_end;
-- expect:
-- | user_id | window_start            | window_end              | events |
-- | 1       | 2026-01-01 10:00:00.000 | 2026-01-01 10:01:15.000 | 3      |
-- | 1       | 2026-01-01 10:02:00.000 | 2026-01-01 10:02:30.000 | 1      |
-- | 2       | 2026-01-01 10:00:10.000 | 2026-01-01 10:00:40.000 | 1      |
-- | 2       | 2026-01-01 10:00:45.000 | 2026-01-01 10:01:15.000 | 1      |
