-- Sessions counted by the hour in which they ended.
-- tags: window, session, tumble, cascade
CREATE TABLE events (
  user_id INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/events.json', 'format' = 'json');

-- file: events.json
-- {"user_id":1,"ts":"2026-01-01 10:00:00.000"}
-- {"user_id":2,"ts":"2026-01-01 10:29:00.000"}
-- {"user_id":1,"ts":"2026-01-01 10:40:00.000"}
-- {"user_id":2,"ts":"2026-01-01 10:50:00.000"}
-- {"user_id":3,"ts":"2026-01-01 12:00:00.000"}

CREATE VIEW sessions AS
SELECT user_id, window_time AS ended, COUNT(*) AS events
FROM TABLE(SESSION(TABLE events PARTITION BY user_id, DESCRIPTOR(ts), INTERVAL '30' MINUTES))
GROUP BY user_id, window_start, window_end, window_time;

SELECT window_start, COUNT(*) AS sessions, SUM(events) AS events
FROM TABLE(TUMBLE(TABLE sessions, DESCRIPTOR(ended), INTERVAL '1' HOUR))
GROUP BY window_start, window_end;
-- expect:
-- | window_start            | sessions | events |
-- | 2026-01-01 10:00:00.000 | 1        | 1      |
-- | 2026-01-01 11:00:00.000 | 2        | 3      |
-- | 2026-01-01 12:00:00.000 | 1        | 1      |
