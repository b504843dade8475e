-- A DECIMAL sum that does not fit into 38 digits is NULL, and stays so whatever comes after it.
-- tags: aggregate, decimal, overflow, boundary
CREATE TABLE t (
  g STRING,
  d DECIMAL(38, 0),
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"g":"fits","d":99999999999999999999999999999999999998,"ts":"2026-01-01 10:00:00.000"}
-- {"g":"fits","d":1,"ts":"2026-01-01 10:00:00.000"}
-- {"g":"over","d":99999999999999999999999999999999999999,"ts":"2026-01-01 10:00:00.000"}
-- {"g":"over","d":1,"ts":"2026-01-01 10:00:00.000"}
-- {"g":"again","d":99999999999999999999999999999999999999,"ts":"2026-01-01 10:00:00.000"}
-- {"g":"again","d":1,"ts":"2026-01-01 10:00:00.000"}
-- {"g":"again","d":5,"ts":"2026-01-01 10:00:00.000"}

SELECT g, SUM(d) AS sum_d, AVG(d) AS avg_d, COUNT(d) AS cnt
FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end, g;
-- expect:
-- | g     | sum_d                                  | avg_d | cnt |
-- | again | NULL                                   | NULL  | 3   |
-- | fits  | 99999999999999999999999999999999999999 | NULL  | 2   |
-- | over  | NULL                                   | NULL  | 2   |
