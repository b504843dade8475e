-- UNION ALL keeps duplicates; the types of both sides widen.
-- tags: cluster, union
CREATE TABLE a (
  id INT,
  s STRING
) WITH ('connector' = 'filesystem', 'path' = '${dir}/a.json', 'format' = 'json');

CREATE TABLE b (
  id BIGINT,
  s VARCHAR(10)
) WITH ('connector' = 'filesystem', 'path' = '${dir}/b.json', 'format' = 'json');

-- file: a.json
-- {"id":1,"s":"x"}
-- {"id":2,"s":null}
-- file: b.json
-- {"id":1,"s":"x"}
-- {"id":9999999999,"s":"y"}

SELECT id, s FROM a UNION ALL SELECT id, s FROM b;
-- expect:
-- | id         | s    |
-- | 1          | x    |
-- | 1          | x    |
-- | 2          | NULL |
-- | 9999999999 | y    |

SELECT id FROM a UNION ALL SELECT id FROM a UNION ALL SELECT 0;
-- expect:
-- | id |
-- | 0  |
-- | 1  |
-- | 1  |
-- | 2  |
-- | 2  |
