-- NaN and the infinities: how they compare, and to which rows a filter lets them.
-- tags: comparison, double, nan, boundary
CREATE TABLE t (
  id INT,
  a DOUBLE,
  b DOUBLE
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.csv', 'format' = 'csv');

-- file: t.csv
-- 1,NaN,NaN
-- 2,NaN,1.0
-- 3,Infinity,1.0
-- 4,-Infinity,Infinity
-- 5,-0.0,0.0

SELECT id, a = b AS eq, a <> b AS ne, a < b AS lt, a > b AS gt, a <= b AS le, a >= b AS ge FROM t;
-- expect:
-- | id | eq    | ne    | lt    | gt    | le    | ge    |
-- | 1  | FALSE | TRUE  | FALSE | FALSE | FALSE | FALSE |
-- | 2  | FALSE | TRUE  | FALSE | FALSE | FALSE | FALSE |
-- | 3  | FALSE | TRUE  | FALSE | TRUE  | FALSE | TRUE  |
-- | 4  | FALSE | TRUE  | TRUE  | FALSE | TRUE  | FALSE |
-- | 5  | TRUE  | FALSE | FALSE | FALSE | TRUE  | TRUE  |
