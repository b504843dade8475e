-- No aggregate function at all: the distinct keys of each window.
-- tags: window, tumble, distinct
CREATE TABLE clicks (
  page STRING,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"page":"/a","ts":"2026-01-01 10:00:00.000"}
-- {"page":"/a","ts":"2026-01-01 10:00:01.000"}
-- {"page":"/b","ts":"2026-01-01 10:00:02.000"}
-- {"page":"/a","ts":"2026-01-01 10:05:00.000"}

SELECT window_start, window_end, page
FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '5' MINUTES))
GROUP BY window_start, window_end, page;
-- expect:
-- | window_start            | window_end              | page |
-- | 2026-01-01 10:00:00.000 | 2026-01-01 10:05:00.000 | /a   |
-- | 2026-01-01 10:00:00.000 | 2026-01-01 10:05:00.000 | /b   |
-- | 2026-01-01 10:05:00.000 | 2026-01-01 10:10:00.000 | /a   |
