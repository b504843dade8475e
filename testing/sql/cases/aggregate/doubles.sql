-- FLOAT and DOUBLE: NULL is skipped, negative zero and the largest values survive, an overflow is infinite.
-- tags: aggregate, double, boundary
CREATE TABLE t (
  g STRING,
  f FLOAT,
  d DOUBLE,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"g":"plain","f":0.5,"d":0.25,"ts":"2026-01-01 10:00:00.000"}
-- {"g":"plain","f":null,"d":null,"ts":"2026-01-01 10:00:00.000"}
-- {"g":"plain","f":-1.5,"d":2.75,"ts":"2026-01-01 10:00:00.000"}
-- {"g":"large","f":3.0E38,"d":1.5E308,"ts":"2026-01-01 10:00:00.000"}
-- {"g":"large","f":3.0E38,"d":1.5E308,"ts":"2026-01-01 10:00:00.000"}
-- {"g":"zero","f":-0.0,"d":-0.0,"ts":"2026-01-01 10:00:00.000"}
-- {"g":"null","f":null,"d":null,"ts":"2026-01-01 10:00:00.000"}

SELECT g, COUNT(f) AS cnt,
  SUM(f) AS sum_f, AVG(f) AS avg_f, MIN(f) AS min_f, MAX(f) AS max_f,
  SUM(d) AS sum_d, AVG(d) AS avg_d, MIN(d) AS min_d, MAX(d) AS max_d
FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end, g;
-- expect: by column
-- | g     | large    | null | plain | zero |
-- | cnt   | 2        | 0    | 2     | 1    |
-- | sum_f | Infinity | NULL | -1.0  | -0.0 |
-- | avg_f | 3.0E38   | NULL | -0.5  | 0.0  |
-- | min_f | 3.0E38   | NULL | -1.5  | -0.0 |
-- | max_f | 3.0E38   | NULL | 0.5   | -0.0 |
-- | sum_d | Infinity | NULL | 3.0   | -0.0 |
-- | avg_d | Infinity | NULL | 1.5   | 0.0  |
-- | min_d | 1.5E308  | NULL | 0.25  | -0.0 |
-- | max_d | 1.5E308  | NULL | 2.75  | -0.0 |
