-- COT, ASIN, ACOS, ATAN, SINH, COSH, TANH, DEGREES and RADIANS.
-- tags: math, function, null, more-functions
CREATE TABLE t (
  id INT,
  d DOUBLE
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"d":0.5}
-- {"id":2,"d":-1.0}
-- {"id":3,"d":2.0}
-- {"id":4,"d":null}

SELECT id, ROUND(COT(d), 9) AS cot_d, ASIN(d + 5) AS asin_out_of_range, ROUND(ASIN(d / 4), 9) AS asin_d, ROUND(ACOS(d / 4), 9) AS acos_d,
  ROUND(ATAN(d), 9) AS atan_d, ROUND(SINH(d), 9) AS sinh_d, ROUND(COSH(d), 9) AS cosh_d, ROUND(TANH(d), 9) AS tanh_d,
  ROUND(DEGREES(d), 9) AS degrees_d, ROUND(RADIANS(d), 9) AS radians_d
FROM t;
-- expect: by column
-- | id                | 1            | 2             | 3             | 4    |
-- | cot_d             | 1.830487722  | -0.642092616  | -0.457657554  | NULL |
-- | asin_out_of_range | NaN          | NaN           | NaN           | NULL |
-- | asin_d            | 0.125327831  | -0.252680255  | 0.523598776   | NULL |
-- | acos_d            | 1.445468496  | 1.823476582   | 1.047197551   | NULL |
-- | atan_d            | 0.463647609  | -0.785398163  | 1.107148718   | NULL |
-- | sinh_d            | 0.521095305  | -1.175201194  | 3.626860408   | NULL |
-- | cosh_d            | 1.127625965  | 1.543080635   | 3.762195691   | NULL |
-- | tanh_d            | 0.462117157  | -0.761594156  | 0.96402758    | NULL |
-- | degrees_d         | 28.647889757 | -57.295779513 | 114.591559026 | NULL |
-- | radians_d         | 0.008726646  | -0.017453293  | 0.034906585   | NULL |
