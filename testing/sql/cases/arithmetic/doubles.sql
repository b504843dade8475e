-- DOUBLE division by zero gives infinities and NaN, no error; -0.0 stays -0.0.
-- tags: arithmetic, double, nan, boundary
CREATE TABLE t (
  id INT,
  a DOUBLE,
  b DOUBLE
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"a":1.0,"b":0.0}
-- {"id":2,"a":-1.0,"b":0.0}
-- {"id":3,"a":0.0,"b":0.0}
-- {"id":4,"a":1.0E308,"b":0.1}
-- {"id":5,"a":5.5,"b":2.0}
-- {"id":6,"a":-0.0,"b":1.0}

SELECT id, a / b AS divided, a * 10 AS tenfold, a + b AS added, a - a AS nothing, -a AS negated, a * b AS times FROM t;
-- expect:
-- | id | divided   | tenfold  | added   | nothing | negated  | times                  |
-- | 1  | Infinity  | 10.0     | 1.0     | 0.0     | -1.0     | 0.0                    |
-- | 2  | -Infinity | -10.0    | -1.0    | 0.0     | 1.0      | -0.0                   |
-- | 3  | NaN       | 0.0      | 0.0     | 0.0     | -0.0     | 0.0                    |
-- | 4  | Infinity  | Infinity | 1.0E308 | 0.0     | -1.0E308 | 1.0000000000000001E307 |
-- | 5  | 2.75      | 55.0     | 7.5     | 0.0     | -5.5     | 11.0                   |
-- | 6  | -0.0      | -0.0     | 1.0     | 0.0     | 0.0      | -0.0                   |
