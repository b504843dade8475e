-- DISTINCT in each aggregate: equal values count once, NULL never.
-- tags: cluster, distinct, aggregate, null
CREATE TABLE t (
  g STRING,
  i INT,
  d DECIMAL(6, 2),
  s STRING,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"g":"a","i":1,"d":1.00,"s":"x","ts":"2026-01-01 10:00:00.000"}
-- {"g":"a","i":1,"d":1.0,"s":"X","ts":"2026-01-01 10:00:00.000"}
-- {"g":"a","i":2,"d":2.50,"s":"x ","ts":"2026-01-01 10:00:00.000"}
-- {"g":"a","i":null,"d":null,"s":null,"ts":"2026-01-01 10:00:00.000"}
-- {"g":"a","i":2,"d":2.5,"s":"x","ts":"2026-01-01 10:00:00.000"}
-- {"g":"b","i":null,"d":null,"s":null,"ts":"2026-01-01 10:00:00.000"}

SELECT g,
  COUNT(DISTINCT i) AS cnt_i, SUM(DISTINCT i) AS sum_i, AVG(DISTINCT i) AS avg_i, MIN(DISTINCT i) AS min_i,
  MAX(DISTINCT i) AS max_i, COUNT(DISTINCT d) AS cnt_d, SUM(DISTINCT d) AS sum_d, COUNT(DISTINCT s) AS cnt_s,
  COUNT(i) AS all_i
FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end, g;
-- expect: by column
-- | g     | a    | b    |
-- | cnt_i | 2    | 0    |
-- | sum_i | 3    | NULL |
-- | avg_i | 1    | NULL |
-- | min_i | 1    | NULL |
-- | max_i | 2    | NULL |
-- | cnt_d | 2    | 0    |
-- | sum_d | 3.50 | NULL |
-- | cnt_s | 3    | 0    |
-- | all_i | 4    | 0    |
