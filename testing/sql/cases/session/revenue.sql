-- Sessions with a gap of 30 minutes by user: events and revenue of each; HAVING keeps those with revenue.
-- tags: cluster, window, session, having, row:24
CREATE TABLE events (
  user_id STRING,
  amount DECIMAL(10, 2),
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${dir}/events.json', 'format' = 'json');

-- file: events.json
-- {"user_id":"u1","amount":10.00,"ts":"2026-01-01 10:00:00.000"}
-- {"user_id":"u2","amount":null,"ts":"2026-01-01 10:05:00.000"}
-- {"user_id":"u1","amount":5.55,"ts":"2026-01-01 10:20:00.000"}
-- {"user_id":"u2","amount":null,"ts":"2026-01-01 10:30:00.000"}
-- {"user_id":"u1","amount":0.45,"ts":"2026-01-01 11:20:00.000"}

SELECT user_id, window_start, window_end, COUNT(*) AS events_in_session, SUM(amount) AS session_revenue
FROM TABLE(SESSION(TABLE events PARTITION BY user_id, DESCRIPTOR(ts), INTERVAL '30' MINUTES))
GROUP BY user_id, window_start, window_end
HAVING SUM(amount) > 0;
-- expect:
-- | user_id | window_start            | window_end              | events_in_session | session_revenue |
-- | u1      | 2026-01-01 10:00:00.000 | 2026-01-01 10:50:00.000 | 2                 | 15.55           |
-- | u1      | 2026-01-01 11:20:00.000 | 2026-01-01 11:50:00.000 | 1                 | 0.45            |
