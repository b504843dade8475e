-- A condition on the elements filters them; in a LEFT JOIN the planner takes only TRUE.
-- tags: nested, unnest, correlate, condition
CREATE TABLE t (
  id INT,
  a ARRAY<INT>
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"a":[1,2,3]}
-- {"id":2,"a":[1]}
-- {"id":3,"a":[]}

SELECT id, e FROM t CROSS JOIN UNNEST(a) AS u (e) WHERE e > 1;
-- expect:
-- | id | e |
-- | 1  | 2 |
-- | 1  | 3 |

SELECT id, e FROM t LEFT JOIN UNNEST(a) AS u (e) ON TRUE WHERE e IS NULL OR e > 1;
-- expect:
-- | id | e    |
-- | 1  | 2    |
-- | 1  | 3    |
-- | 3  | NULL |

SELECT e, COUNT(*) AS n FROM t, UNNEST(a) AS u (e) GROUP BY e;
-- expect-final:
-- | e | n |
-- | 1 | 2 |
-- | 2 | 1 |
-- | 3 | 1 |
