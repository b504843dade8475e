-- Every type as text.
-- tags: cast, string, types, boundary
CREATE TABLE t (
  id INT,
  b BOOLEAN, ti TINYINT, bi BIGINT, f FLOAT, d DOUBLE, dc DECIMAL(20, 5), dt DATE, tm TIME(0), t0 TIMESTAMP(0),
  t3 TIMESTAMP(3), t9 TIMESTAMP(9), ltz TIMESTAMP_LTZ(3), bin BYTES
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"b":true,"ti":-1,"bi":9223372036854775807,"f":1.5,"d":0.001,"dc":1.5,"dt":"2026-01-01","tm":"10:00:00","t0":"2026-01-01 10:00:00","t3":"2026-01-01 10:00:00.120","t9":"2026-01-01 10:00:00.000000001","ltz":"2026-01-01 10:00:00.000Z","bin":"aGk="}
-- {"id":2,"b":false,"ti":0,"bi":-9223372036854775808,"f":1.0E10,"d":1.0E7,"dc":-0.00001,"dt":"1969-12-31","tm":"00:00:01","t0":"1969-12-31 23:59:59","t3":"1969-12-31 23:59:59.999","t9":"0001-01-01 00:00:00.000000000","ltz":"1969-12-31 23:59:59.999Z","bin":""}
-- {"id":3,"f":-0.0,"d":1.0E-5,"dc":0,"dt":"9999-12-31"}

SELECT id,
  CAST(b AS STRING) AS b, CAST(ti AS STRING) AS ti, CAST(bi AS STRING) AS bi, CAST(f AS STRING) AS f,
  CAST(d AS STRING) AS d, CAST(dc AS STRING) AS dc, CAST(dt AS STRING) AS dt, CAST(tm AS STRING) AS tm,
  CAST(t0 AS STRING) AS t0, CAST(t3 AS STRING) AS t3, CAST(t9 AS STRING) AS t9, CAST(ltz AS STRING) AS ltz,
  CAST(bin AS STRING) AS bin
FROM t;
-- expect: by column
-- | id  | 1                             | 2                             | 3          |
-- | b   | TRUE                          | FALSE                         | NULL       |
-- | ti  | -1                            | 0                             | NULL       |
-- | bi  | 9223372036854775807           | -9223372036854775808          | NULL       |
-- | f   | 1.5                           | 1.0E10                        | -0.0       |
-- | d   | 0.001                         | 1.0E7                         | 1.0E-5     |
-- | dc  | 1.50000                       | -0.00001                      | 0.00000    |
-- | dt  | 2026-01-01                    | 1969-12-31                    | 9999-12-31 |
-- | tm  | 10:00:00                      | 00:00:01                      | NULL       |
-- | t0  | 2026-01-01 10:00:00           | 1969-12-31 23:59:59           | NULL       |
-- | t3  | 2026-01-01 10:00:00.120       | 1969-12-31 23:59:59.999       | NULL       |
-- | t9  | 2026-01-01 10:00:00.000000001 | 0001-01-01 00:00:00.000000000 | NULL       |
-- | ltz | 2026-01-01 10:00:00.000       | 1969-12-31 23:59:59.999       | NULL       |
-- | bin | hi                            | ''                            | NULL       |
