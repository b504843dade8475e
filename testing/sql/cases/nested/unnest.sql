-- UNNEST makes a row of each element; an empty array and NULL make none.
-- tags: nested, unnest, correlate
CREATE TABLE t (
  id INT,
  a ARRAY<INT>,
  r ARRAY<ROW<x INT, y STRING>>
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"a":[1,null,3],"r":[{"x":1,"y":"a"},{"x":2,"y":null}]}
-- {"id":2,"a":[],"r":[]}
-- {"id":3,"a":null,"r":null}

SELECT id, e FROM t CROSS JOIN UNNEST(a) AS u (e);
-- expect:
-- | id | e    |
-- | 1  | 1    |
-- | 1  | 3    |
-- | 1  | NULL |

SELECT id, x, y FROM t, UNNEST(r) AS u (x, y);
-- expect:
-- | id | x | y    |
-- | 1  | 1 | a    |
-- | 1  | 2 | NULL |

SELECT id, e FROM t LEFT JOIN UNNEST(a) AS u (e) ON TRUE;
-- expect:
-- | id | e    |
-- | 1  | 1    |
-- | 1  | 3    |
-- | 1  | NULL |
-- | 2  | NULL |
-- | 3  | NULL |
