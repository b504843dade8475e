-- A fraction of a second with leading zeros is not cut when a TIMESTAMP is cast to a lower precision: Flink counts the
-- digits of the fraction without them. A defect of Flink that both engines share.
-- tags: cast, time, precision, boundary, flink-defect
CREATE TABLE t (
  id INT,
  t9 TIMESTAMP(9)
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"t9":"2026-01-01 00:00:00.000000001"}
-- {"id":2,"t9":"2026-01-01 00:00:00.000999999"}
-- {"id":3,"t9":"2026-01-01 00:00:00.001999999"}
-- {"id":4,"t9":"2026-01-01 00:00:00.100000001"}

SELECT id, CAST(t9 AS TIMESTAMP(6)) AS t6, CAST(t9 AS TIMESTAMP(3)) AS t3, CAST(t9 AS TIMESTAMP(0)) AS t0 FROM t;
-- expect:
-- | id | t6                            | t3                      | t0                  |
-- | 1  | 2026-01-01 00:00:00.000000001 | 2026-01-01 00:00:00.000 | 2026-01-01 00:00:00 |
-- | 2  | 2026-01-01 00:00:00.000999999 | 2026-01-01 00:00:00.000 | 2026-01-01 00:00:00 |
-- | 3  | 2026-01-01 00:00:00.001999    | 2026-01-01 00:00:00.001 | 2026-01-01 00:00:00 |
-- | 4  | 2026-01-01 00:00:00.100000    | 2026-01-01 00:00:00.100 | 2026-01-01 00:00:00 |
