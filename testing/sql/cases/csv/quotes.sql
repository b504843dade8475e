-- Quoted fields: delimiters, doubled quotes, empty texts, quotes in the middle.
-- tags: csv, string, boundary
CREATE TABLE t (
  id INT,
  s STRING,
  u STRING
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.csv', 'format' = 'csv');

-- file: t.csv
-- 1,"a,b","say ""hi"""
-- 2,"",
-- 3,it's,a "quoted" word
-- "4"," x ", y

SELECT * FROM t;
-- expect:
-- | id | s     | u               |
-- | 1  | a,b   | say "hi"        |
-- | 2  | ''    | ''              |
-- | 3  | it's  | a "quoted" word |
-- | 4  | ' x ' | ' y'            |
