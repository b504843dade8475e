-- A tab as the delimiter, comment lines, and quotes switched off.
-- tags: csv, option
CREATE TABLE t (
  id INT,
  s STRING
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.csv', 'format' = 'csv', 'csv.field-delimiter' = '\t', 'csv.allow-comments' = 'true',
  'csv.disable-quote-character' = 'true');

-- file: t.csv
-- 1	"a"
-- # a comment
-- 2	b,c

SELECT * FROM t;
-- expect:
-- | id | s   |
-- | 1  | "a" |
-- | 2  | b,c |
