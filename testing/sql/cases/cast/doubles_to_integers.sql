-- DOUBLE and FLOAT to integers: cut towards zero; INT and BIGINT are held at their limits, the smaller
-- types take the lowest bits of that INT; NaN is 0.
-- tags: cast, double, integer, nan, overflow, boundary, surprise
CREATE TABLE t (
  id INT,
  d DOUBLE,
  f FLOAT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.csv', 'format' = 'csv');

-- file: t.csv
-- 1,1.9,1.9
-- 2,-1.9,-1.9
-- 3,3.0E9,3.0E9
-- 4,-1.0E30,-1.0E30
-- 5,NaN,NaN
-- 6,Infinity,-Infinity
-- 7,300.0,300.0
-- 8,-0.0,0.5

SELECT id, CAST(d AS TINYINT) AS ti, CAST(d AS SMALLINT) AS si, CAST(d AS INT) AS i, CAST(d AS BIGINT) AS bi,
  CAST(f AS INT) AS f_i, CAST(f AS BIGINT) AS f_bi, CAST(d AS FLOAT) AS d_f, CAST(f AS DOUBLE) AS f_d
FROM t;
-- expect:
-- | id | ti | si  | i           | bi                   | f_i         | f_bi                 | d_f      | f_d                    |
-- | 1  | 1  | 1   | 1           | 1                    | 1           | 1                    | 1.9      | 1.899999976158142      |
-- | 2  | -1 | -1  | -1          | -1                   | -1          | -1                   | -1.9     | -1.899999976158142     |
-- | 3  | -1 | -1  | 2147483647  | 3000000000           | 2147483647  | 3000000000           | 3.0E9    | 3.0E9                  |
-- | 4  | 0  | 0   | -2147483648 | -9223372036854775808 | -2147483648 | -9223372036854775808 | -1.0E30  | -1.0000000150474662E30 |
-- | 5  | 0  | 0   | 0           | 0                    | 0           | 0                    | NaN      | NaN                    |
-- | 6  | -1 | -1  | 2147483647  | 9223372036854775807  | -2147483648 | -9223372036854775808 | Infinity | -Infinity              |
-- | 7  | 44 | 300 | 300         | 300                  | 300         | 300                  | 300.0    | 300.0                  |
-- | 8  | 0  | 0   | 0           | 0                    | 0           | 0                    | -0.0     | 0.5                    |
