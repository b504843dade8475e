-- SELECT DISTINCT with the window's bounds is a window aggregate.
-- tags: distinct, window, tumble
CREATE TABLE t (
  page STRING,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"page":"/a","ts":"2026-01-01 10:00:00.000"}
-- {"page":"/a","ts":"2026-01-01 10:00:30.000"}
-- {"page":"/a","ts":"2026-01-01 10:01:00.000"}
-- {"page":null,"ts":"2026-01-01 10:01:00.000"}

SELECT DISTINCT window_start, window_end, page
FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' MINUTE));
-- expect:
-- | window_start            | window_end              | page |
-- | 2026-01-01 10:00:00.000 | 2026-01-01 10:01:00.000 | /a   |
-- | 2026-01-01 10:01:00.000 | 2026-01-01 10:02:00.000 | /a   |
-- | 2026-01-01 10:01:00.000 | 2026-01-01 10:02:00.000 | NULL |
