-- A field that does not fit its type fails the query.
-- tags: csv, wrong
CREATE TABLE t (
  id INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.csv', 'format' = 'csv');

-- file: t.csv
-- 1
-- abc

SELECT * FROM t;
-- expect-error: abc
