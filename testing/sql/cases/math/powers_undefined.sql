-- What is not defined: the square root and the logarithms of zero and of negative numbers.
-- tags: math, function, nan, boundary
CREATE TABLE t (
  id INT,
  d DOUBLE
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"d":0.0}
-- {"id":2,"d":-1.0}

SELECT id, SQRT(d) AS sqrt_d, POWER(d, -1) AS inverse, POWER(d, 0.5) AS root, LN(d) AS ln_d, LOG10(d) AS log10_d, LOG2(d) AS log2_d
FROM t;
-- expect:
-- | id | sqrt_d | inverse  | root | ln_d      | log10_d   | log2_d    |
-- | 1  | 0.0    | Infinity | 0.0  | -Infinity | -Infinity | -Infinity |
-- | 2  | NaN    | -1.0     | NaN  | NaN       | NaN       | NaN       |
