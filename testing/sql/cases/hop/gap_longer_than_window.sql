-- Two bursts that are further apart than a window: no window between them, and none carries values over.
-- tags: window, hop, empty
CREATE TABLE clicks (
  page STRING,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"page":"/a","ts":"2026-01-01 10:00:00.000"}
-- {"page":"/b","ts":"2026-01-01 10:00:00.500"}
-- {"page":"/a","ts":"2026-01-01 12:00:00.000"}

SELECT window_start, page, COUNT(*) AS cnt
FROM TABLE(HOP(TABLE clicks, DESCRIPTOR(ts), INTERVAL '1' MINUTE, INTERVAL '2' MINUTES))
GROUP BY window_start, window_end, page;
-- expect:
-- | window_start            | page | cnt |
-- | 2026-01-01 09:59:00.000 | /a   | 1   |
-- | 2026-01-01 09:59:00.000 | /b   | 1   |
-- | 2026-01-01 10:00:00.000 | /a   | 1   |
-- | 2026-01-01 10:00:00.000 | /b   | 1   |
-- | 2026-01-01 11:59:00.000 | /a   | 1   |
-- | 2026-01-01 12:00:00.000 | /a   | 1   |
