-- COUNT(*), COUNT(1), COUNT(column), COUNT of two columns and COUNT of an expression that is NULL for some rows.
-- tags: cluster, aggregate, count, null
CREATE TABLE t (
  a INT,
  b STRING,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"a":1,"b":"x","ts":"2026-01-01 10:00:00.000"}
-- {"a":null,"b":"x","ts":"2026-01-01 10:00:00.000"}
-- {"a":2,"b":null,"ts":"2026-01-01 10:00:00.000"}
-- {"a":null,"b":null,"ts":"2026-01-01 10:00:00.000"}
-- {"a":0,"b":"","ts":"2026-01-01 10:00:00.000"}

SELECT COUNT(*) AS all_rows, COUNT(1) AS ones, COUNT(a) AS a, COUNT(b) AS b, COUNT(NULLIF(a, 0)) AS not_zero,
  COUNT(CASE WHEN b = 'x' THEN 1 END) AS x, SUM(1) AS sum_of_ones, COUNT(CAST(NULL AS INT)) AS none_of_them
FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end;
-- expect:
-- | all_rows | ones | a | b | not_zero | x | sum_of_ones | none_of_them |
-- | 5        | 5    | 3 | 3 | 2        | 2 | 5           | 0            |
