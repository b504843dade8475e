-- A line with too few fields: the query fails.
-- tags: csv, boundary, wrong
CREATE TABLE t (
  id INT,
  s STRING,
  n INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.csv', 'format' = 'csv');

-- file: t.csv
-- 1,a,1
-- 2,b

SELECT * FROM t;
-- expect-error: 3 fields expected but was 2
-- expect-error: there are 2 values, but 3 are expected
