-- With table.exec.legacy-cast-behaviour a text that is no number is NULL and nothing is padded or cut.
-- tags: cast, legacy
SET 'table.exec.legacy-cast-behaviour' = 'ENABLED';

CREATE TABLE t (
  id INT,
  s STRING
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"s":"abc"}
-- {"id":2,"s":"12"}

SELECT id, CAST(s AS INT) AS i, CAST(s AS VARCHAR(1)) AS v1 FROM t;
-- expect:
-- | id | i    | v1  |
-- | 1  | NULL | abc |
-- | 2  | 12   | 12  |
