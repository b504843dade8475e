-- POWER, SQRT, EXP, LN, LOG, LOG10 and LOG2 at easy places and at the edges of what is defined.
-- tags: math, function, null, nan, boundary
CREATE TABLE t (
  id INT,
  d DOUBLE
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"d":4.0}
-- {"id":2,"d":1.0}
-- {"id":3,"d":0.25}
-- {"id":4,"d":null}
-- {"id":5,"d":100.0}

SELECT id, POWER(d, 2) AS squared, POWER(d, 0.5) AS root, ROUND(POWER(2, d), 9) AS two_to_d, POWER(d, -1) AS inverse, SQRT(d) AS sqrt_d,
  ROUND(EXP(d / 10), 9) AS exp_d, ROUND(LN(d), 9) AS ln_d, ROUND(LOG(d), 9) AS log_d, ROUND(LOG(2, d), 9) AS log_2_d, ROUND(LOG10(d), 9) AS log10_d,
  ROUND(LOG2(d), 9) AS log2_d
FROM t;
-- expect: by column
-- | id       | 1           | 2           | 3            | 4    | 5                     |
-- | squared  | 16.0        | 1.0         | 0.0625       | NULL | 10000.0               |
-- | root     | 2.0         | 1.0         | 0.5          | NULL | 10.0                  |
-- | two_to_d | 16.0        | 2.0         | 1.189207115  | NULL | 1.2676506002282294E30 |
-- | inverse  | 0.25        | 1.0         | 4.0          | NULL | 0.01                  |
-- | sqrt_d   | 2.0         | 1.0         | 0.5          | NULL | 10.0                  |
-- | exp_d    | 1.491824698 | 1.105170918 | 1.025315121  | NULL | 22026.465794807       |
-- | ln_d     | 1.386294361 | 0.0         | -1.386294361 | NULL | 4.605170186           |
-- | log_d    | 1.386294361 | 0.0         | -1.386294361 | NULL | 4.605170186           |
-- | log_2_d  | 2.0         | 0.0         | -2.0         | NULL | 6.64385619            |
-- | log10_d  | 0.602059991 | 0.0         | -0.602059991 | NULL | 2.0                   |
-- | log2_d   | 2.0         | 0.0         | -2.0         | NULL | 6.64385619            |
