-- Aggregates of expressions, expressions of aggregates, and the same aggregate twice.
-- tags: aggregate, calc
CREATE TABLE t (
  a INT,
  b DOUBLE,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"a":3,"b":0.5,"ts":"2026-01-01 10:00:00.000"}
-- {"a":4,"b":1.5,"ts":"2026-01-01 10:00:00.000"}
-- {"a":null,"b":2.0,"ts":"2026-01-01 10:00:00.000"}

SELECT SUM(a * 2 + 1) AS doubled, SUM(a) * 2 + COUNT(*) AS after_sum, SUM(a * b) AS product, MAX(a) - MIN(a) AS spread,
  CAST(SUM(a) AS DOUBLE) / COUNT(*) AS per_row, SUM(a) / COUNT(a) AS per_value, AVG(CAST(a AS DOUBLE)) AS exact,
  COALESCE(SUM(CASE WHEN a > 100 THEN a END), -1) AS none_of_them
FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end;
-- expect:
-- | doubled | after_sum | product | spread | per_row            | per_value | exact | none_of_them |
-- | 16      | 17        | 7.5     | 1      | 2.3333333333333335 | 3         | 3.5   | -1           |
