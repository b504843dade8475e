-- DISTINCT with FILTER: a value counts for a filter if one of its rows passes that filter.
-- tags: distinct, filter, aggregate
CREATE TABLE t (
  user_id STRING,
  kind STRING,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"user_id":"a","kind":"view","ts":"2026-01-01 10:00:00.000"}
-- {"user_id":"a","kind":"buy","ts":"2026-01-01 10:00:00.000"}
-- {"user_id":"b","kind":"view","ts":"2026-01-01 10:00:00.000"}
-- {"user_id":"b","kind":null,"ts":"2026-01-01 10:00:00.000"}
-- {"user_id":"c","kind":null,"ts":"2026-01-01 10:00:00.000"}
-- {"user_id":null,"kind":"buy","ts":"2026-01-01 10:00:00.000"}

SELECT window_start,
  COUNT(DISTINCT user_id) AS users,
  COUNT(DISTINCT user_id) FILTER (WHERE kind = 'view') AS viewers,
  COUNT(DISTINCT user_id) FILTER (WHERE kind = 'buy') AS buyers,
  COUNT(DISTINCT user_id) FILTER (WHERE kind IS NULL) AS without_kind,
  COUNT(DISTINCT kind) AS kinds
FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end;
-- expect:
-- | window_start            | users | viewers | buyers | without_kind | kinds |
-- | 2026-01-01 10:00:00.000 | 3     | 2       | 1      | 2            | 2     |
