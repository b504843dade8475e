-- csv.escape-character takes the next character as it is.
-- tags: csv, option
CREATE TABLE t (
  id INT,
  s STRING
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.csv', 'format' = 'csv', 'csv.escape-character' = '\');

-- file: t.csv
-- 1,a\,b
-- 2,"say \"hi\""
-- 3,back\\slash

SELECT * FROM t;
-- expect:
-- | id | s           |
-- | 1  | a,b         |
-- | 2  | say "hi"    |
-- | 3  | back\\slash |
