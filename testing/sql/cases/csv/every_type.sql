-- Every type from CSV; with csv.null-literal = '' an empty field is NULL, of a text too.
-- tags: cluster, csv, types, null, boundary
CREATE TABLE t (
  id INT,
  b BOOLEAN, ti TINYINT, bi BIGINT, f FLOAT, d DOUBLE, dc DECIMAL(20, 5), s STRING, dt DATE, tm TIME(0), t3 TIMESTAMP(3), ltz TIMESTAMP_LTZ(3)
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.csv', 'format' = 'csv', 'csv.null-literal' = '');

-- file: t.csv
-- 1,true,-128,9223372036854775807,1.5,-2.5E10,12345.678,text,2026-01-01,10:00:00,2026-01-01 10:00:00.123,2026-01-01 10:00:00.123Z
-- 2,,,,,,,,,,,
-- 3,FALSE, 7 ,-1,NaN,Infinity,-0.1,  spaces  ,1969-12-31,00:00:00,1969-12-31 23:59:59.999,1969-12-31 23:59:59.999Z

SELECT * FROM t;
-- expect: by column
-- | id  | 1                        | 2    | 3                        |
-- | b   | TRUE                     | NULL | FALSE                    |
-- | ti  | -128                     | NULL | 7                        |
-- | bi  | 9223372036854775807      | NULL | -1                       |
-- | f   | 1.5                      | NULL | NaN                      |
-- | d   | -2.5E10                  | NULL | Infinity                 |
-- | dc  | 12345.67800              | NULL | -0.10000                 |
-- | s   | text                     | NULL | '  spaces  '             |
-- | dt  | 2026-01-01               | NULL | 1969-12-31               |
-- | tm  | 10:00:00                 | NULL | 00:00:00                 |
-- | t3  | 2026-01-01 10:00:00.123  | NULL | 1969-12-31 23:59:59.999  |
-- | ltz | 2026-01-01 10:00:00.123Z | NULL | 1969-12-31 23:59:59.999Z |
