-- Mini-batches by event time: windows fire at the ends of mini-batches, and their results are grouped again.
-- tags: group-aggregate, mini-batch, window, tumble
SET 'table.exec.mini-batch.enabled' = 'true';
SET 'table.exec.mini-batch.allow-latency' = '1 s';
SET 'table.exec.mini-batch.size' = '3';

CREATE TABLE clicks (
  page STRING,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"page":"a","ts":"2026-01-01 10:00:00.000"}
-- {"page":"b","ts":"2026-01-01 10:01:00.000"}
-- {"page":"a","ts":"2026-01-01 10:04:00.000"}
-- {"page":"a","ts":"2026-01-01 10:05:00.000"}
-- {"page":"b","ts":"2026-01-01 10:12:00.000"}
-- {"page":"a","ts":"2026-01-01 10:13:00.000"}
-- {"page":"c","ts":"2026-01-01 10:27:00.000"}
-- {"page":"a","ts":"2026-01-01 10:28:00.000"}

SELECT page, COUNT(*) AS windows, SUM(cnt) AS clicks, MAX(cnt) AS most
FROM (
  SELECT page, COUNT(*) AS cnt
  FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '5' MINUTES))
  GROUP BY page, window_start, window_end
)
GROUP BY page;
-- expect-final:
-- | page | windows | clicks | most |
-- | a    | 4       | 5      | 2    |
-- | b    | 2       | 2      | 1    |
-- | c    | 1       | 1      | 1    |
