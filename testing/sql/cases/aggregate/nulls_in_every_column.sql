-- Rows in which every column is NULL: they count as rows and nowhere else.
-- tags: aggregate, null, boundary
CREATE TABLE t (
  s STRING, b BOOLEAN, i INT, d DOUBLE, dc DECIMAL(10, 2), dt DATE, t3 TIMESTAMP(3),
  ts AS TIMESTAMP '2026-01-01 10:00:00.000',
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {}
-- {"s":null,"b":null,"i":null,"d":null,"dc":null,"dt":null,"t3":null}

SELECT s, COUNT(*) AS cnt, COUNT(i) AS cnt_i, SUM(i) AS sum_i, AVG(d) AS avg_d, MIN(dc) AS min_dc, MAX(dt) AS max_dt,
  MAX(t3) AS max_t3, MIN(b) AS min_b, COUNT(DISTINCT i) AS users
FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end, s;
-- expect:
-- | s    | cnt | cnt_i | sum_i | avg_d | min_dc | max_dt | max_t3 | min_b | users |
-- | NULL | 2   | 0     | NULL  | NULL  | NULL   | NULL   | NULL   | NULL  | 0     |
