-- COUNT(DISTINCT) of each type.
-- tags: distinct, types, aggregate
CREATE TABLE t (
  b BOOLEAN, ti TINYINT, bi BIGINT, f FLOAT, d DOUBLE, dc DECIMAL(30, 5), s STRING, dt DATE, tm TIME(0), t3 TIMESTAMP(3),
  t9 TIMESTAMP(9), ltz TIMESTAMP_LTZ(3),
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"b":true,"ti":1,"bi":1,"f":0.5,"d":0.0,"dc":1.10000,"s":"a","dt":"2026-01-01","tm":"10:00:00","t3":"2026-01-01 10:00:00.001","t9":"2026-01-01 10:00:00.000000001","ltz":"2026-01-01 10:00:00.000Z","ts":"2026-01-01 10:00:00.000"}
-- {"b":false,"ti":-1,"bi":9223372036854775807,"f":0.5,"d":-0.0,"dc":1.1,"s":"A","dt":"2026-01-02","tm":"10:00:00","t3":"2026-01-01 10:00:00.002","t9":"2026-01-01 10:00:00.000000002","ltz":"2026-01-01 10:00:00.001Z","ts":"2026-01-01 10:00:00.000"}
-- {"b":true,"ti":1,"bi":1,"f":0.25,"d":1.0,"dc":1.10001,"s":"a","dt":"2026-01-01","tm":"10:00:01","t3":"2026-01-01 10:00:00.001","t9":"2026-01-01 10:00:00.000000001","ltz":"2026-01-01 10:00:00.000Z","ts":"2026-01-01 10:00:00.000"}
-- {"ts":"2026-01-01 10:00:00.000"}

SELECT
  COUNT(DISTINCT b) AS b, COUNT(DISTINCT ti) AS ti, COUNT(DISTINCT bi) AS bi, COUNT(DISTINCT f) AS f,
  COUNT(DISTINCT d) AS d, COUNT(DISTINCT dc) AS dc, COUNT(DISTINCT s) AS s, COUNT(DISTINCT dt) AS dt,
  COUNT(DISTINCT tm) AS tm, COUNT(DISTINCT t3) AS t3, COUNT(DISTINCT t9) AS t9, COUNT(DISTINCT ltz) AS ltz
FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end;
-- expect:
-- | b | ti | bi | f | d | dc | s | dt | tm | t3 | t9 | ltz |
-- | 2 | 2  | 2  | 2 | 3 | 2  | 2 | 2  | 2  | 2  | 2  | 2   |
