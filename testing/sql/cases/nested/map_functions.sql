-- MAP_FROM_ARRAYS, MAP_ENTRIES and MAP_UNION, whose last map counts.
-- tags: nested, map, function, null, boundary
CREATE TABLE t (
  id INT,
  m MAP<STRING, INT>,
  n MAP<STRING, INT>,
  k ARRAY<STRING>,
  v ARRAY<INT>
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"m":{"a":1,"b":2},"n":{"b":3,"c":null},"k":["x","y"],"v":[1,null]}
-- {"id":2,"m":{},"n":{"z":1},"k":[],"v":[]}
-- {"id":3,"m":null,"n":{"z":1},"k":null,"v":[1]}

SELECT id, MAP_UNION(m, n) AS m_n, MAP_UNION(n, m) AS n_m, CARDINALITY(MAP_ENTRIES(m)) AS entries,
  MAP_FROM_ARRAYS(k, v) AS made, MAP_KEYS(MAP_UNION(m, n)) AS k_mn
FROM t;
-- expect: by column
-- | id      | 1                        | 2       | 3    |
-- | m_n     | {'a'=1, 'b'=3, 'c'=NULL} | {'z'=1} | NULL |
-- | n_m     | {'a'=1, 'b'=2, 'c'=NULL} | {'z'=1} | NULL |
-- | entries | 2                        | 0       | NULL |
-- | made    | {'x'=1, 'y'=NULL}        | {}      | NULL |
-- | k_mn    | ['c', 'b', 'a']          | ['z']   | NULL |

SELECT MAP_FROM_ARRAYS(k, ARRAY[1]) AS made FROM t;
-- expect-error: MAP_FROM_ARRAYS
