-- Arrays of rows, maps of arrays and rows of maps.
-- tags: cluster, nested, row, array, map, null
CREATE TABLE t (
  id INT,
  items ARRAY<ROW<name STRING, tags ARRAY<STRING>>>,
  m MAP<STRING, ARRAY<INT>>,
  r ROW<m MAP<STRING, ROW<x INT>>>
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"items":[{"name":"a","tags":["t1","t2"]},{"name":"b","tags":[]}],"m":{"k":[1,2,3]},"r":{"m":{"p":{"x":5}}}}
-- {"id":2,"items":[null,{"name":null,"tags":null}],"m":{"k":null},"r":{"m":null}}
-- {"id":3,"items":null,"m":null,"r":null}

SELECT id, items, m, r, items[1].name AS first_name, items[1].tags[2] AS second_tag, m['k'][3] AS k3, t.r.m['p'].x AS p_x, CARDINALITY(items) AS item_count
FROM t;
-- expect: by column
-- | id         | 1                                | 2                    | 3    |
-- | items      | [('a', ['t1', 't2']), ('b', [])] | [NULL, (NULL, NULL)] | NULL |
-- | m          | {'k'=[1, 2, 3]}                  | {'k'=NULL}           | NULL |
-- | r          | ({'p'=(5)})                      | (NULL)               | NULL |
-- | first_name | a                                | NULL                 | NULL |
-- | second_tag | t2                               | NULL                 | NULL |
-- | k3         | 3                                | NULL                 | NULL |
-- | p_x        | 5                                | NULL                 | NULL |
-- | item_count | 2                                | 2                    | NULL |
