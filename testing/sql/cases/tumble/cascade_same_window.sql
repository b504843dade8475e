-- A second aggregate over the same windows: counts by page, then the greatest count of each window.
-- tags: window, tumble, cascade
CREATE TABLE clicks (
  page STRING,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECONDS
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json, counted
-- 3 x {"page":"/a","ts":"2026-01-01 10:00:00.000"}
-- 5 x {"page":"/b","ts":"2026-01-01 10:04:59.999"}
-- 1 x {"page":"/a","ts":"2026-01-01 10:05:00.000"}

SELECT window_start, window_end, MAX(cnt) AS busiest, SUM(cnt) AS clicks
FROM (
  SELECT window_start, window_end, page, COUNT(*) AS cnt
  FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '5' MINUTES))
  GROUP BY window_start, window_end, page)
GROUP BY window_start, window_end;
-- expect:
-- | window_start            | window_end              | busiest | clicks |
-- | 2026-01-01 10:00:00.000 | 2026-01-01 10:05:00.000 | 5       | 8      |
-- | 2026-01-01 10:05:00.000 | 2026-01-01 10:10:00.000 | 1       | 1      |
