-- With ignore-parse-errors a line that cannot be read is left out, and a field that cannot is NULL.
-- tags: json, wrong, option, surprise
CREATE TABLE t (
  id INT,
  n INT,
  ts TIMESTAMP(3)
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json', 'json.ignore-parse-errors' = 'true');

-- file: t.json
-- {"id":1,"n":1,"ts":"2026-01-01 10:00:00.000"}
-- not json at all
-- {"id":2,"n":"abc","ts":"2026-01-01 10:00:00.000"}
-- {"id":3,"n":3,"ts":"yesterday"}
-- {"id":4,"n":4,"ts":"2026-01-01 10:00:00.000"
-- [1,2]
-- "text"
-- 5
-- null
-- {"id":6,"n":99999999999,"ts":null}
-- {"id":7,"n":{"a":1}}
-- {"id":8,"n":8} trailing
-- 
-- {"id":9,"n":9}

SELECT * FROM t;
-- expect:
-- | id | n    | ts                      |
-- | 1  | 1    | 2026-01-01 10:00:00.000 |
-- | 2  | NULL | 2026-01-01 10:00:00.000 |
-- | 3  | 3    | NULL                    |
-- | 6  | NULL | NULL                    |
-- | 7  | NULL | NULL                    |
-- | 8  | 8    | NULL                    |
-- | 9  | 9    | NULL                    |
