-- NaN and the infinities in SUM, AVG, MIN and MAX.
-- tags: aggregate, double, nan, boundary
CREATE TABLE t (
  g STRING,
  d DOUBLE,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.csv', 'format' = 'csv');

-- file: t.csv
-- nan,1.0,2026-01-01 10:00:00.000
-- nan,NaN,2026-01-01 10:00:00.000
-- nan,-5.0,2026-01-01 10:00:00.000
-- nan_first,NaN,2026-01-01 10:00:00.000
-- nan_first,3.0,2026-01-01 10:00:00.000
-- infinite,Infinity,2026-01-01 10:00:00.000
-- infinite,1.0,2026-01-01 10:00:00.000
-- both,Infinity,2026-01-01 10:00:00.000
-- both,-Infinity,2026-01-01 10:00:00.000

SELECT g, COUNT(d) AS cnt, SUM(d) AS sum_d, AVG(d) AS avg_d, MIN(d) AS min_d, MAX(d) AS max_d
FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end, g;
-- expect:
-- | g         | cnt | sum_d    | avg_d    | min_d     | max_d    |
-- | both      | 2   | NaN      | NaN      | -Infinity | Infinity |
-- | infinite  | 2   | Infinity | Infinity | 1.0       | Infinity |
-- | nan       | 3   | NaN      | NaN      | -5.0      | 1.0      |
-- | nan_first | 2   | NaN      | NaN      | NaN       | NaN      |
