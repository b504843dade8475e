-- Numbers at the edges of their types, with exponents and many digits; what does not fit a DECIMAL is NULL.
-- tags: json, integer, decimal, double, overflow, boundary
CREATE TABLE t (
  id INT,
  bi BIGINT,
  d DOUBLE,
  dc DECIMAL(38, 0),
  dc2 DECIMAL(10, 2)
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"bi":9223372036854775807,"d":1e400,"dc":99999999999999999999999999999999999999,"dc2":99999999.99}
-- {"id":2,"bi":-9223372036854775808,"d":4.9E-324,"dc":100000000000000000000000000000000000000,"dc2":99999999.999}
-- {"id":3,"bi":0,"d":123456789012345678901234567890,"dc":1e37,"dc2":0.005}
-- {"id":4,"bi":1,"d":0.1,"dc":0.5,"dc2":-0.005}
-- {"id":5,"bi":2,"d":-0.0,"dc":-1.5,"dc2":1E-2}

SELECT * FROM t;
-- expect:
-- | id | bi                   | d                     | dc                                     | dc2         |
-- | 1  | 9223372036854775807  | Infinity              | 99999999999999999999999999999999999999 | 99999999.99 |
-- | 2  | -9223372036854775808 | 4.9E-324              | NULL                                   | NULL        |
-- | 3  | 0                    | 1.2345678901234568E29 | 10000000000000000000000000000000000000 | 0.01        |
-- | 4  | 1                    | 0.1                   | 1                                      | -0.01       |
-- | 5  | 2                    | -0.0                  | -2                                     | 0.01        |
