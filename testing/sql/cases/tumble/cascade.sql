-- Cascaded windows: one-minute counts, then their sum, greatest and number per five minutes, by window_time.
-- tags: window, tumble, cascade
CREATE TABLE clicks (
  page STRING,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECONDS
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json, counted
-- 3 x {"page":"/a","ts":"2026-01-01 10:00:00.000"}
-- 5 x {"page":"/b","ts":"2026-01-01 10:00:59.999"}
-- 1 x {"page":"/a","ts":"2026-01-01 10:04:59.999"}
-- 2 x {"page":"/a","ts":"2026-01-01 10:05:00.000"}
-- 4 x {"page":"/a","ts":"2026-01-01 10:07:00.000"}

CREATE VIEW per_minute AS
SELECT window_time AS rowtime, page, COUNT(*) AS cnt
FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end, window_time, page;

SELECT window_start, window_end, SUM(cnt) AS clicks, MAX(cnt) AS busiest, COUNT(*) AS minutes
FROM TABLE(TUMBLE(TABLE per_minute, DESCRIPTOR(rowtime), INTERVAL '5' MINUTES))
GROUP BY window_start, window_end;
-- expect:
-- | window_start            | window_end              | clicks | busiest | minutes |
-- | 2026-01-01 10:00:00.000 | 2026-01-01 10:05:00.000 | 9      | 5       | 3       |
-- | 2026-01-01 10:05:00.000 | 2026-01-01 10:10:00.000 | 6      | 4       | 2       |
