-- With csv.ignore-parse-errors a field that cannot be read is NULL, and a line that cannot is left out.
-- tags: csv, wrong, option
CREATE TABLE t (
  id INT,
  n INT,
  dt DATE
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.csv', 'format' = 'csv', 'csv.ignore-parse-errors' = 'true');

-- file: t.csv
-- 1,1,2026-01-01
-- 2,abc,2026-01-01
-- 3,3,yesterday
-- x,4,2026-01-01
-- 5,5
-- 6,6,2026-01-01,more
-- 7,99999999999,

SELECT * FROM t;
-- expect:
-- | id   | n    | dt         |
-- | 1    | 1    | 2026-01-01 |
-- | 2    | NULL | 2026-01-01 |
-- | 3    | 3    | NULL       |
-- | 5    | 5    | NULL       |
-- | 7    | NULL | NULL       |
-- | NULL | 4    | 2026-01-01 |
