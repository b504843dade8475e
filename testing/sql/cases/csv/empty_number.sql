-- Without csv.null-literal an empty field is a text without letters: as a number it fails the query.
-- tags: csv, null, wrong, surprise
CREATE TABLE t (
  s STRING,
  n INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.csv', 'format' = 'csv');

-- file: t.csv
-- ,1
-- a,

SELECT s, n FROM t;
-- expect-error: field: n
-- expect-error: field n

SELECT s FROM t;
-- expect:
-- | s  |
-- | '' |
-- | a  |
