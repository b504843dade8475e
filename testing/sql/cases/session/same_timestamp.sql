-- Several events at the same instant are one session of the length of the gap.
-- tags: window, session, boundary
CREATE TABLE events (
  user_id INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${dir}/events.json', 'format' = 'json');

-- file: events.json, counted
-- 3 x {"user_id":1,"ts":"2026-01-01 10:00:00.000"}

SELECT user_id, window_start, window_end, COUNT(*) AS events
FROM TABLE(SESSION(TABLE events PARTITION BY user_id, DESCRIPTOR(ts), INTERVAL '10' SECONDS))
GROUP BY user_id, window_start, window_end;
-- expect:
-- | user_id | window_start            | window_end              | events |
-- | 1       | 2026-01-01 10:00:00.000 | 2026-01-01 10:00:10.000 | 3      |
