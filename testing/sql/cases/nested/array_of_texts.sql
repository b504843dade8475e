-- Arrays of texts and of rows: ARRAY_JOIN, ARRAY_SORT, ARRAY_DISTINCT, ARRAY_POSITION.
-- tags: nested, array, function, string, null
CREATE TABLE t (
  id INT,
  a ARRAY<STRING>,
  r ARRAY<ROW<k INT, v STRING>>
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"a":["b","ż","a","b"],"r":[{"k":1,"v":"x"},{"k":1,"v":"x"},{"k":2,"v":null}]}
-- {"id":2,"a":[null,"x",""],"r":[{"k":null,"v":null},null]}
-- {"id":3,"a":[],"r":[]}
-- {"id":4,"a":null,"r":null}

SELECT id, ARRAY_JOIN(a, '-') AS joined, ARRAY_JOIN(a, '-', '?') AS joined_all, ARRAY_SORT(a) AS sorted,
  ARRAY_DISTINCT(a) AS once, ARRAY_MAX(a) AS greatest_a, ARRAY_POSITION(a, 'b') AS place, ARRAY_DISTINCT(r) AS rows_once,
  ARRAY_POSITION(r, ROW(2, CAST(NULL AS STRING))) AS row_place, ARRAY_UNION(a, ARRAY['z']) AS with_z
FROM t;
-- expect: by column
-- | id         | 1                     | 2                    | 3     | 4    |
-- | joined     | b-ż-a-b               | x-                   | ''    | NULL |
-- | joined_all | b-ż-a-b               | ?-x-                 | ''    | NULL |
-- | sorted     | ['a', 'b', 'b', 'ż']  | [NULL, '', 'x']      | []    | NULL |
-- | once       | ['b', 'ż', 'a']       | [NULL, 'x', '']      | []    | NULL |
-- | greatest_a | ż                     | x                    | NULL  | NULL |
-- | place      | 1                     | 0                    | 0     | NULL |
-- | rows_once  | [(1, 'x'), (2, NULL)] | [(NULL, NULL), NULL] | []    | NULL |
-- | row_place  | 3                     | 0                    | 0     | NULL |
-- | with_z     | ['b', 'ż', 'a', 'z']  | [NULL, 'x', '', 'z'] | ['z'] | NULL |
