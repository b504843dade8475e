-- What stands behind the object on its line is not looked at; a blank line is no row.
-- tags: json, boundary, surprise
CREATE TABLE t (
  id INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1} {"id":2}
-- {"id":3},
-- {"id":4} trailing
-- 
-- {"id":5}

SELECT id FROM t;
-- expect:
-- | id |
-- | 1  |
-- | 3  |
-- | 4  |
-- | 5  |
