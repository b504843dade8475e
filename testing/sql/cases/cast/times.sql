-- Between DATE, TIME and TIMESTAMP of all precisions: missing parts are zero, digits are cut and not rounded.
-- tags: cluster, cast, time, precision, before-1970, boundary
CREATE TABLE t (
  id INT,
  dt DATE,
  t3 TIMESTAMP(3),
  t9 TIMESTAMP(9)
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"dt":"2026-01-01","t3":"2026-01-01 23:59:59.999","t9":"2026-01-01 23:59:59.999999999"}
-- {"id":2,"dt":"1969-12-31","t3":"1969-12-31 00:00:00.000","t9":"1969-12-31 00:00:00.000000000"}
-- {"id":3,"dt":"0001-01-01","t3":"0001-01-01 00:00:00.000","t9":"9999-12-31 23:59:59.999999999"}
-- {"id":4}

SELECT id,
  CAST(dt AS TIMESTAMP(3)) AS dt_t3, CAST(dt AS TIMESTAMP_LTZ(3)) AS dt_ltz, CAST(t3 AS DATE) AS t3_dt,
  CAST(t9 AS TIMESTAMP(6)) AS t9_t6, CAST(t9 AS TIMESTAMP(3)) AS t9_t3, CAST(t9 AS TIMESTAMP(0)) AS t9_t0,
  CAST(t9 AS DATE) AS t9_dt, CAST(t3 AS TIMESTAMP(9)) AS t3_t9, CAST(t9 AS TIMESTAMP_LTZ(3)) AS t9_ltz
FROM t;
-- expect: by column
-- | id     | 1                             | 2                             | 3                             | 4    |
-- | dt_t3  | 2026-01-01 00:00:00.000       | 1969-12-31 00:00:00.000       | 0001-01-01 00:00:00.000       | NULL |
-- | dt_ltz | 2026-01-01 00:00:00.000Z      | 1969-12-31 00:00:00.000Z      | 0001-01-01 00:00:00.000Z      | NULL |
-- | t3_dt  | 2026-01-01                    | 1969-12-31                    | 0001-01-01                    | NULL |
-- | t9_t6  | 2026-01-01 23:59:59.999999    | 1969-12-31 00:00:00.000000    | 9999-12-31 23:59:59.999999    | NULL |
-- | t9_t3  | 2026-01-01 23:59:59.999       | 1969-12-31 00:00:00.000       | 9999-12-31 23:59:59.999       | NULL |
-- | t9_t0  | 2026-01-01 23:59:59           | 1969-12-31 00:00:00           | 9999-12-31 23:59:59           | NULL |
-- | t9_dt  | 2026-01-01                    | 1969-12-31                    | 9999-12-31                    | NULL |
-- | t3_t9  | 2026-01-01 23:59:59.999000000 | 1969-12-31 00:00:00.000000000 | 0001-01-01 00:00:00.000000000 | NULL |
-- | t9_ltz | 2026-01-01 23:59:59.999Z      | 1969-12-31 00:00:00.000Z      | 9999-12-31 23:59:59.999Z      | NULL |

SELECT id, CAST(t3 AS TIME) AS t3_tm, CAST(t9 AS TIME) AS t9_tm FROM t WHERE t3 IS NULL OR t3 > TIMESTAMP '1970-01-01 00:00:00';
-- expect:
-- | id | t3_tm    | t9_tm    |
-- | 1  | 23:59:59 | 23:59:59 |
-- | 4  | NULL     | NULL     |
