-- csv.field-delimiter, csv.null-literal and csv.quote-character.
-- tags: csv, option, null
CREATE TABLE t (
  id INT,
  s STRING,
  n INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.csv', 'format' = 'csv', 'csv.field-delimiter' = ';', 'csv.null-literal' = 'n/a',
  'csv.quote-character' = '''');

-- file: t.csv
-- 1;a,b;2
-- 2;n/a;n/a
-- 3;'x;y';3
-- 4;"z";4

SELECT * FROM t;
-- expect:
-- | id | s    | n    |
-- | 1  | a,b  | 2    |
-- | 2  | NULL | NULL |
-- | 3  | x;y  | 3    |
-- | 4  | "z"  | 4    |
