-- SIN, COS, TAN, ATAN2, PI and E.
-- tags: math, function, null
CREATE TABLE t (
  id INT,
  d DOUBLE
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"d":0.5}
-- {"id":2,"d":-1.0}
-- {"id":3,"d":1.0}
-- {"id":4,"d":null}

SELECT id, ROUND(SIN(d), 9) AS sin_d, ROUND(COS(d), 9) AS cos_d, ROUND(TAN(d), 9) AS tan_d, ROUND(ATAN2(d, 2E0), 9) AS atan2_d,
  ROUND(PI() * d, 9) AS pi_d, ROUND(E() * d, 9) AS e_d
FROM t;
-- expect: by column
-- | id      | 1           | 2            | 3           | 4    |
-- | sin_d   | 0.479425539 | -0.841470985 | 0.841470985 | NULL |
-- | cos_d   | 0.877582562 | 0.540302306  | 0.540302306 | NULL |
-- | tan_d   | 0.54630249  | -1.557407725 | 1.557407725 | NULL |
-- | atan2_d | 0.244978663 | -0.463647609 | 0.463647609 | NULL |
-- | pi_d    | 1.570796327 | -3.141592654 | 3.141592654 | NULL |
-- | e_d     | 1.359140914 | -2.718281828 | 2.718281828 | NULL |
