-- LIMIT counts the rows that a filter has passed.
-- tags: limit, filter
CREATE TABLE t (
  id INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json, counted
-- 5 x {"id":1}
-- 5 x {"id":2}

SELECT id FROM t WHERE id = 2 LIMIT 3;
-- expect:
-- | id |
-- | 2  |
-- | 2  |
-- | 2  |

SELECT id FROM t WHERE id > 2 LIMIT 3;
-- expect:
-- | id |
