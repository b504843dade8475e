-- GROUPING SETS in a window: by page and device, by page, and for all.
-- tags: window, tumble, grouping-sets
CREATE TABLE clicks (
  page STRING,
  device STRING,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"page":"/a","device":"pc","ts":"2026-01-01 10:00:00.000"}
-- {"page":"/a","device":"tv","ts":"2026-01-01 10:00:01.000"}
-- {"page":"/b","device":"pc","ts":"2026-01-01 10:00:02.000"}
-- {"page":null,"device":"pc","ts":"2026-01-01 10:00:03.000"}

SELECT window_start, page, device, COUNT(*) AS cnt, GROUPING_ID(page, device) AS level
FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '5' MINUTES))
GROUP BY window_start, window_end, GROUPING SETS ((page, device), (page), ());
-- expect:
-- | window_start            | page | device | cnt | level |
-- | 2026-01-01 10:00:00.000 | /a   | NULL   | 2   | 1     |
-- | 2026-01-01 10:00:00.000 | /a   | pc     | 1   | 0     |
-- | 2026-01-01 10:00:00.000 | /a   | tv     | 1   | 0     |
-- | 2026-01-01 10:00:00.000 | /b   | NULL   | 1   | 1     |
-- | 2026-01-01 10:00:00.000 | /b   | pc     | 1   | 0     |
-- | 2026-01-01 10:00:00.000 | NULL | NULL   | 1   | 1     |
-- | 2026-01-01 10:00:00.000 | NULL | NULL   | 4   | 3     |
-- | 2026-01-01 10:00:00.000 | NULL | pc     | 1   | 0     |
