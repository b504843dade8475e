-- LIMIT in a subquery: no more than its rows are counted.
-- tags: limit, boundary
CREATE TABLE t (
  id INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json, counted
-- 10 x {"id":7}

SELECT COUNT(*) AS cnt FROM (SELECT id FROM t LIMIT 4);
-- expect-final:
-- | cnt |
-- | 4   |
