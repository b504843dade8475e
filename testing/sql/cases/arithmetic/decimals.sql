-- Precision and scale of DECIMAL arithmetic, as Flink derives them.
-- tags: arithmetic, decimal, boundary
CREATE TABLE t (
  id INT,
  a DECIMAL(10, 2),
  b DECIMAL(10, 2),
  c DECIMAL(20, 10)
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"a":10.00,"b":3.00,"c":0.0000000001}
-- {"id":2,"a":-10.00,"b":3.00,"c":1234567890.0123456789}
-- {"id":3,"a":99999999.99,"b":99999999.99,"c":9999999999.9999999999}
-- {"id":4,"a":null,"b":1.00,"c":1}

SELECT id, a + b AS added, a - b AS taken, a * b AS times, a / b AS divided, a % b AS remainder, MOD(a, b) AS mod_ab,
  a + c AS a_plus_c, a * c AS a_times_c, c / a AS c_div_a, a + 1 AS plus_int, a * 2 AS twice, -a AS negated, ABS(a) AS abs_a
FROM t;
-- expect: by column
-- | id        | 1                       | 2                                | 3                               | 4    |
-- | added     | 13.00                   | -7.00                            | 199999999.98                    | NULL |
-- | taken     | 7.00                    | -13.00                           | 0.00                            | NULL |
-- | times     | 30.0000                 | -30.0000                         | 9999999998000000.0001           | NULL |
-- | divided   | 3.3333333333333         | -3.3333333333333                 | 1.0000000000000                 | NULL |
-- | remainder | 1.00                    | -1.00                            | 0.00                            | NULL |
-- | mod_ab    | 1.00                    | -1.00                            | 0.00                            | NULL |
-- | a_plus_c  | 10.0000000001           | 1234567880.0123456789            | 10099999999.9899999999          | NULL |
-- | a_times_c | 0.000000001000          | -12345678900.123456789000        | 999999999899999999.990000000001 | NULL |
-- | c_div_a   | 0.000000000010000000000 | -123456789.001234567890000000000 | 100.000000010000000000000       | NULL |
-- | plus_int  | 11.00                   | -9.00                            | 100000000.99                    | NULL |
-- | twice     | 20.00                   | -20.00                           | 199999999.98                    | NULL |
-- | negated   | -10.00                  | 10.00                            | -99999999.99                    | NULL |
-- | abs_a     | 10.00                   | 10.00                            | 99999999.99                     | NULL |
