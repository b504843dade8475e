-- ROUND, TRUNCATE, FLOOR and CEIL of DOUBLE, DECIMAL and INT, with digits after and before the point.
-- tags: math, function, null, boundary
CREATE TABLE t (
  id INT,
  d DOUBLE,
  dc DECIMAL(10, 3),
  i INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"d":2.5,"dc":2.500,"i":25}
-- {"id":2,"d":-2.5,"dc":-2.500,"i":-25}
-- {"id":3,"d":1.005,"dc":1.005,"i":149}
-- {"id":4,"d":-0.4,"dc":-0.499,"i":-151}
-- {"id":5,"d":123456.789,"dc":9999999.999,"i":2147483647}
-- {"id":6,"d":null,"dc":null,"i":null}

SELECT id, ROUND(d) AS round_d, ROUND(d, 2) AS round_d2, ROUND(d, -2) AS round_d_2, ROUND(dc) AS round_dc, ROUND(dc, 2) AS round_dc2,
  ROUND(dc, -1) AS round_dc_1, ROUND(i, -1) AS round_i_1, TRUNCATE(d) AS truncate_d, TRUNCATE(d, 2) AS truncate_d2,
  TRUNCATE(dc, 1) AS truncate_dc1, TRUNCATE(i, -1) AS truncate_i_1, FLOOR(d) AS floor_d, CEIL(d) AS ceil_d, FLOOR(dc) AS floor_dc,
  CEIL(dc) AS ceil_dc, FLOOR(i) AS floor_i, CEILING(i) AS ceil_i
FROM t;
-- expect: by column
-- | id           | 1    | 2     | 3    | 4     | 5           | 6    |
-- | round_d      | 3.0  | -3.0  | 1.0  | 0.0   | 123457.0    | NULL |
-- | round_d2     | 2.5  | -2.5  | 1.01 | -0.4  | 123456.79   | NULL |
-- | round_d_2    | 0.0  | 0.0   | 0.0  | 0.0   | 123500.0    | NULL |
-- | round_dc     | 3    | -3    | 1    | 0     | 10000000    | NULL |
-- | round_dc2    | 2.50 | -2.50 | 1.01 | -0.50 | 10000000.00 | NULL |
-- | round_dc_1   | 0    | 0     | 0    | 0     | 10000000    | NULL |
-- | round_i_1    | 30   | -30   | 150  | -150  | -2147483646 | NULL |
-- | truncate_d   | 2.0  | -2.0  | 1.0  | 0.0   | 123456.0    | NULL |
-- | truncate_d2  | 2.5  | -2.5  | 1.0  | -0.4  | 123456.78   | NULL |
-- | truncate_dc1 | 2.5  | -2.5  | 1.0  | -0.4  | 9999999.9   | NULL |
-- | truncate_i_1 | 20   | -20   | 140  | -150  | 2147483640  | NULL |
-- | floor_d      | 2.0  | -3.0  | 1.0  | -1.0  | 123456.0    | NULL |
-- | ceil_d       | 3.0  | -2.0  | 2.0  | -0.0  | 123457.0    | NULL |
-- | floor_dc     | 2    | -3    | 1    | -1    | 9999999     | NULL |
-- | ceil_dc      | 3    | -2    | 2    | 0     | 10000000    | NULL |
-- | floor_i      | 25   | -25   | 149  | -151  | 2147483647  | NULL |
-- | ceil_i       | 25   | -25   | 149  | -151  | 2147483647  | NULL |
