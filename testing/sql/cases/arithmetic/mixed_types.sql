-- The type of mixed arithmetic: integer with DECIMAL is DECIMAL, DECIMAL with DOUBLE is DOUBLE, FLOAT stays FLOAT.
-- tags: arithmetic, types, decimal
CREATE TABLE t (
  id INT,
  i INT,
  bi BIGINT,
  dc DECIMAL(10, 2),
  f FLOAT,
  d DOUBLE
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"i":3,"bi":4,"dc":2.50,"f":0.5,"d":0.25}
-- {"id":2,"i":-3,"bi":null,"dc":-0.01,"f":0.1,"d":1.0E10}

SELECT id, i + bi AS i_bi, i + dc AS i_dc, i * dc AS i_times_dc, bi / dc AS bi_div_dc, dc + d AS dc_d, f + f AS f_f,
  f * d AS f_d, i / f AS i_div_f, i / d AS i_div_d, dc * f AS dc_f, i * 0.5 AS half, i / 2.0 AS half_decimal, i + 1E0 AS plus_double
FROM t;
-- expect: by column
-- | id           | 1             | 2                      |
-- | i_bi         | 7             | NULL                   |
-- | i_dc         | 5.50          | -3.01                  |
-- | i_times_dc   | 7.50          | 0.03                   |
-- | bi_div_dc    | 1.60000000000 | NULL                   |
-- | dc_d         | 2.75          | 9.99999999999E9        |
-- | f_f          | 1.0           | 0.2                    |
-- | f_d          | 0.125         | 1.0E9                  |
-- | i_div_f      | 6.0           | -30.0                  |
-- | i_div_d      | 12.0          | -3.0E-10               |
-- | dc_f         | 1.25          | -0.0010000000149011613 |
-- | half         | 1.5           | -1.5                   |
-- | half_decimal | 1.500000      | -1.500000              |
-- | plus_double  | 4.0           | -2.0                   |
