-- To and from DECIMAL: rounding half up, and NULL where the digits do not fit.
-- tags: cast, decimal, overflow, boundary, surprise
CREATE TABLE t (
  id INT,
  dc DECIMAL(20, 5),
  d DOUBLE,
  bi BIGINT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"dc":1.25,"d":1.25,"bi":1}
-- {"id":2,"dc":1.35,"d":1.35,"bi":999}
-- {"id":3,"dc":-1.25,"d":-1.25,"bi":-1000}
-- {"id":4,"dc":99.95,"d":99.95,"bi":9223372036854775807}
-- {"id":5,"dc":123456789012345.12345,"d":1.0E20,"bi":0}
-- {"id":6,"dc":null,"d":0.1,"bi":null}

SELECT id, CAST(dc AS DECIMAL(3, 1)) AS dc31, CAST(dc AS DECIMAL(38, 10)) AS dc3810, CAST(dc AS INT) AS dc_i,
  CAST(dc AS BIGINT) AS dc_bi, CAST(dc AS DOUBLE) AS dc_d, CAST(dc AS TINYINT) AS dc_ti,
  CAST(d AS DECIMAL(3, 1)) AS d_dc31, CAST(d AS DECIMAL(38, 20)) AS d_dc3820, CAST(bi AS DECIMAL(3, 0)) AS bi_dc30,
  CAST(bi AS DECIMAL(25, 2)) AS bi_dc252, TRY_CAST(dc AS DECIMAL(3, 1)) AS try_dc31
FROM t;
-- expect: by column
-- | id       | 1                      | 2                      | 3                       | 4                       | 5                          | 6                      |
-- | dc31     | 1.3                    | 1.4                    | -1.3                    | NULL                    | NULL                       | NULL                   |
-- | dc3810   | 1.2500000000           | 1.3500000000           | -1.2500000000           | 99.9500000000           | 123456789012345.1234500000 | NULL                   |
-- | dc_i     | 1                      | 1                      | -1                      | 99                      | -2045911175                | NULL                   |
-- | dc_bi    | 1                      | 1                      | -1                      | 99                      | 123456789012345            | NULL                   |
-- | dc_d     | 1.25                   | 1.35                   | -1.25                   | 99.95                   | 1.2345678901234512E14      | NULL                   |
-- | dc_ti    | 1                      | 1                      | -1                      | 99                      | 121                        | NULL                   |
-- | d_dc31   | 1.3                    | 1.4                    | -1.3                    | NULL                    | NULL                       | 0.1                    |
-- | d_dc3820 | 1.25000000000000000000 | 1.35000000000000000000 | -1.25000000000000000000 | 99.95000000000000000000 | NULL                       | 0.10000000000000000000 |
-- | bi_dc30  | 1                      | 999                    | NULL                    | NULL                    | 0                          | NULL                   |
-- | bi_dc252 | 1.00                   | 999.00                 | -1000.00                | 9223372036854775807.00  | 0.00                       | NULL                   |
-- | try_dc31 | 1.3                    | 1.4                    | -1.3                    | NULL                    | NULL                       | NULL                   |
