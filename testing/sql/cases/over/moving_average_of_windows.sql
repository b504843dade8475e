-- The average over the last three windows of an action, ordered by window_time.
-- tags: over, window, hop, row:30, row:375
CREATE TABLE clicks (
  action STRING,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json, counted
-- 2 x {"action":"play","ts":"2026-01-01 10:00:30.000"}
-- 4 x {"action":"play","ts":"2026-01-01 10:01:30.000"}
-- 1 x {"action":"stop","ts":"2026-01-01 10:01:40.000"}
-- 9 x {"action":"play","ts":"2026-01-01 10:03:30.000"}

CREATE VIEW per_window AS
SELECT window_start, window_time AS rowtime, action, COUNT(*) AS cnt
FROM TABLE(HOP(TABLE clicks, DESCRIPTOR(ts), INTERVAL '1' MINUTE, INTERVAL '2' MINUTES))
GROUP BY window_start, window_end, window_time, action;

SELECT window_start, action, cnt,
  AVG(CAST(cnt AS DOUBLE)) OVER (PARTITION BY action ORDER BY rowtime ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) AS moving_avg_3window
FROM per_window;
-- expect:
-- | window_start            | action | cnt | moving_avg_3window |
-- | 2026-01-01 09:59:00.000 | play   | 2   | 2.0                |
-- | 2026-01-01 10:00:00.000 | play   | 6   | 4.0                |
-- | 2026-01-01 10:00:00.000 | stop   | 1   | 1.0                |
-- | 2026-01-01 10:01:00.000 | play   | 4   | 4.0                |
-- | 2026-01-01 10:01:00.000 | stop   | 1   | 1.0                |
-- | 2026-01-01 10:02:00.000 | play   | 9   | 6.333333333333333  |
-- | 2026-01-01 10:03:00.000 | play   | 9   | 7.333333333333333  |
