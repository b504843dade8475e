-- Active users of the last five minutes, every minute: distinct users, who are shared between overlapping windows.
-- tags: cluster, window, hop, distinct, row:355
CREATE TABLE page_views (
  user_id STRING,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '10' SECONDS
) WITH ('connector' = 'filesystem', 'path' = '${dir}/views.json', 'format' = 'json');

-- file: views.json
-- {"user_id":"u1","ts":"2026-01-01 10:00:00.000"}
-- {"user_id":"u2","ts":"2026-01-01 10:01:00.000"}
-- {"user_id":"u1","ts":"2026-01-01 10:01:30.000"}
-- {"user_id":null,"ts":"2026-01-01 10:02:00.000"}
-- {"user_id":"u1","ts":"2026-01-01 10:04:30.000"}

SELECT window_start, window_end, COUNT(DISTINCT user_id) AS active, COUNT(*) AS views_total
FROM TABLE(HOP(TABLE page_views, DESCRIPTOR(ts), INTERVAL '1' MINUTE, INTERVAL '5' MINUTES))
GROUP BY window_start, window_end;
-- expect:
-- | window_start            | window_end              | active | views_total |
-- | 2026-01-01 09:56:00.000 | 2026-01-01 10:01:00.000 | 1      | 1           |
-- | 2026-01-01 09:57:00.000 | 2026-01-01 10:02:00.000 | 2      | 3           |
-- | 2026-01-01 09:58:00.000 | 2026-01-01 10:03:00.000 | 2      | 4           |
-- | 2026-01-01 09:59:00.000 | 2026-01-01 10:04:00.000 | 2      | 4           |
-- | 2026-01-01 10:00:00.000 | 2026-01-01 10:05:00.000 | 2      | 5           |
-- | 2026-01-01 10:01:00.000 | 2026-01-01 10:06:00.000 | 2      | 4           |
-- | 2026-01-01 10:02:00.000 | 2026-01-01 10:07:00.000 | 1      | 2           |
-- | 2026-01-01 10:03:00.000 | 2026-01-01 10:08:00.000 | 1      | 1           |
-- | 2026-01-01 10:04:00.000 | 2026-01-01 10:09:00.000 | 1      | 1           |
