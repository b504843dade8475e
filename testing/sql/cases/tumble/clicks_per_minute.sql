-- Website clicks per minute: three windows with 45, 52 and 38 clicks.
-- tags: cluster, window, tumble, worked-example, row:32, row:37, row:16
CREATE TABLE clicks (
  page STRING,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECONDS
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json, counted
-- 20 x {"page":"/home","ts":"2026-01-01 10:00:00.000"}
-- 24 x {"page":"/cart","ts":"2026-01-01 10:00:30.000"}
--  1 x {"page":"/home","ts":"2026-01-01 10:00:59.999"}
--  1 x {"page":"/home","ts":"2026-01-01 10:01:00.000"}
-- 51 x {"page":"/cart","ts":"2026-01-01 10:01:20.000"}
-- 38 x {"page":"/home","ts":"2026-01-01 10:02:59.999"}

SELECT window_start, window_end, COUNT(*) AS clicks
FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end;
-- expect:
-- | window_start            | window_end              | clicks |
-- | 2026-01-01 10:00:00.000 | 2026-01-01 10:01:00.000 | 45     |
-- | 2026-01-01 10:01:00.000 | 2026-01-01 10:02:00.000 | 52     |
-- | 2026-01-01 10:02:00.000 | 2026-01-01 10:03:00.000 | 38     |
