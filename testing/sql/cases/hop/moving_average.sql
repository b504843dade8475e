-- Windows of 10 minutes every minute by action: each event is in ten windows; average duration and count.
-- tags: window, hop, row:27, row:38
CREATE TABLE sessions (
  action STRING,
  session_duration INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/sessions.json', 'format' = 'json');

-- file: sessions.json
-- {"action":"play","session_duration":10,"ts":"2026-01-01 00:00:30.000"}
-- {"action":"play","session_duration":25,"ts":"2026-01-01 00:02:00.000"}

SELECT window_start, window_end, action, COUNT(*) AS cnt, AVG(session_duration) AS average
FROM TABLE(HOP(TABLE sessions, DESCRIPTOR(ts), INTERVAL '1' MINUTE, INTERVAL '10' MINUTES))
GROUP BY window_start, window_end, action;
-- expect:
-- | window_start            | window_end              | action | cnt | average |
-- | 2025-12-31 23:51:00.000 | 2026-01-01 00:01:00.000 | play   | 1   | 10      |
-- | 2025-12-31 23:52:00.000 | 2026-01-01 00:02:00.000 | play   | 1   | 10      |
-- | 2025-12-31 23:53:00.000 | 2026-01-01 00:03:00.000 | play   | 2   | 17      |
-- | 2025-12-31 23:54:00.000 | 2026-01-01 00:04:00.000 | play   | 2   | 17      |
-- | 2025-12-31 23:55:00.000 | 2026-01-01 00:05:00.000 | play   | 2   | 17      |
-- | 2025-12-31 23:56:00.000 | 2026-01-01 00:06:00.000 | play   | 2   | 17      |
-- | 2025-12-31 23:57:00.000 | 2026-01-01 00:07:00.000 | play   | 2   | 17      |
-- | 2025-12-31 23:58:00.000 | 2026-01-01 00:08:00.000 | play   | 2   | 17      |
-- | 2025-12-31 23:59:00.000 | 2026-01-01 00:09:00.000 | play   | 2   | 17      |
-- | 2026-01-01 00:00:00.000 | 2026-01-01 00:10:00.000 | play   | 2   | 17      |
-- | 2026-01-01 00:01:00.000 | 2026-01-01 00:11:00.000 | play   | 1   | 25      |
-- | 2026-01-01 00:02:00.000 | 2026-01-01 00:12:00.000 | play   | 1   | 25      |
