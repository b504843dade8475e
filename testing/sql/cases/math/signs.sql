-- ABS, SIGN, MOD, GREATEST and LEAST of the numeric types.
-- tags: math, function, null, boundary
CREATE TABLE t (
  id INT,
  i INT,
  d DOUBLE,
  dc DECIMAL(10, 2)
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"i":-5,"d":-0.5,"dc":-1.50}
-- {"id":2,"i":0,"d":0.0,"dc":0.00}
-- {"id":3,"i":7,"d":1.0E300,"dc":99999999.99}
-- {"id":4,"i":null,"d":null,"dc":null}

SELECT id, ABS(i) AS abs_i, ABS(d) AS abs_d, ABS(dc) AS abs_dc, SIGN(i) AS sign_i, SIGN(d) AS sign_d, SIGN(dc) AS sign_dc,
  MOD(i, 3) AS mod_3, MOD(i, -3) AS mod_minus_3, MOD(dc, 1) AS mod_dc
FROM t;
-- expect: by column
-- | id          | 1     | 2    | 3           | 4    |
-- | abs_i       | 5     | 0    | 7           | NULL |
-- | abs_d       | 0.5   | 0.0  | 1.0E300     | NULL |
-- | abs_dc      | 1.50  | 0.00 | 99999999.99 | NULL |
-- | sign_i      | -1    | 0    | 1           | NULL |
-- | sign_d      | -1.0  | 0.0  | 1.0         | NULL |
-- | sign_dc     | -1.00 | 0.00 | 1.00        | NULL |
-- | mod_3       | -2    | 0    | 1           | NULL |
-- | mod_minus_3 | -2    | 0    | 1           | NULL |
-- | mod_dc      | -0.50 | 0.00 | 0.99        | NULL |
