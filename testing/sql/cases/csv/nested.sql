-- ARRAY and ROW in CSV, by csv.array-element-delimiter.
-- tags: csv, nested, array, row, option
CREATE TABLE t (
  id INT,
  a ARRAY<INT>,
  r ROW<x INT, y STRING>
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.csv', 'format' = 'csv', 'csv.array-element-delimiter' = '|');

-- file: t.csv
-- 1,1|2|3,5|five
-- 2,7,8|eight
-- 3,,

SELECT * FROM t;
-- expect:
-- | id | a         | r            |
-- | 1  | [1, 2, 3] | (5, 'five')  |
-- | 2  | [7]       | (8, 'eight') |
-- | 3  | []        | NULL         |
