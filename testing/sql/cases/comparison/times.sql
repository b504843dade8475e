-- Dates, times and timestamps compare with each other of their own type, and with literals; a DATE needs a cast.
-- tags: comparison, time, before-1970, boundary
CREATE TABLE t (
  id INT,
  dt DATE,
  t3 TIMESTAMP(3),
  t9 TIMESTAMP(9),
  tm TIME(0)
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"dt":"2026-01-01","t3":"2026-01-01 00:00:00.000","t9":"2026-01-01 00:00:00.000000000","tm":"10:00:00"}
-- {"id":2,"dt":"2026-01-01","t3":"2025-12-31 23:59:59.999","t9":"2025-12-31 23:59:59.999000001","tm":"09:59:59"}
-- {"id":3,"dt":"1969-12-31","t3":"1970-01-01 00:00:00.000","t9":"1969-12-31 23:59:59.999999999","tm":"00:00:00"}
-- {"id":4,"dt":null,"t3":null,"t9":null,"tm":null}

SELECT id, dt = CAST(t3 AS DATE) AS dt_t3, CAST(dt AS TIMESTAMP(3)) <= t3 AS dt_le_t3, t3 < t9 AS t3_t9, t3 = t9 AS same, dt < DATE '2026-01-01' AS before_2026,
  t3 >= TIMESTAMP '1970-01-01 00:00:00' AS since_1970, tm > TIME '09:59:59' AS after_ten,
  t3 BETWEEN TIMESTAMP '2025-12-31 23:59:59.999' AND TIMESTAMP '2026-01-01 00:00:00' AS at_new_year
FROM t;
-- expect:
-- | id | dt_t3 | dt_le_t3 | t3_t9 | same  | before_2026 | since_1970 | after_ten | at_new_year |
-- | 1  | TRUE  | TRUE     | FALSE | TRUE  | FALSE       | TRUE       | TRUE      | TRUE        |
-- | 2  | FALSE | FALSE    | TRUE  | FALSE | FALSE       | TRUE       | FALSE     | TRUE        |
-- | 3  | FALSE | TRUE     | FALSE | FALSE | TRUE        | TRUE       | FALSE     | FALSE       |
-- | 4  | NULL  | NULL     | NULL  | NULL  | NULL        | NULL       | NULL      | NULL        |
