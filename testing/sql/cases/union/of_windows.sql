-- UNION ALL of two window aggregates, of one and of five minutes.
-- tags: union, window, tumble
CREATE TABLE clicks (
  page STRING,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"page":"/a","ts":"2026-01-01 10:00:00.000"}
-- {"page":"/a","ts":"2026-01-01 10:01:00.000"}
-- {"page":"/b","ts":"2026-01-01 10:06:00.000"}

SELECT 1 AS size, window_start, COUNT(*) AS cnt
FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end
UNION ALL
SELECT 5 AS size, window_start, COUNT(*) AS cnt
FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '5' MINUTES))
GROUP BY window_start, window_end;
-- expect:
-- | size | window_start            | cnt |
-- | 1    | 2026-01-01 10:00:00.000 | 1   |
-- | 1    | 2026-01-01 10:01:00.000 | 1   |
-- | 1    | 2026-01-01 10:06:00.000 | 1   |
-- | 5    | 2026-01-01 10:00:00.000 | 2   |
-- | 5    | 2026-01-01 10:05:00.000 | 1   |
