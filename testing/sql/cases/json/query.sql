-- JSON_QUERY with its wrappers, behaviours and RETURNING ARRAY; paths with wildcards, filters and slices.
-- tags: json-function, json-path, null, boundary
CREATE TABLE t (
  id INT,
  j STRING
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"j":"{\"a\":[{\"n\":1,\"m\":\"x\"},{\"n\":2.50}],\"b\":{\"z\":1,\"y\":[true,null]},\"s\":\"text\"}"}
-- {"id":2,"j":"{\"a\":[],\"b\":{},\"s\":null}"}
-- {"id":3,"j":"no json"}
-- {"id":4,"j":null}
-- {"id":5,"j":"[1,\"two\",[3]]"}

SELECT id, JSON_QUERY(j, '$.a') AS a, JSON_QUERY(j, '$.b') AS b, JSON_QUERY(j, 'lax $.s') AS s,
  JSON_QUERY(j, '$.s' WITH WRAPPER) AS wrapped, JSON_QUERY(j, '$.b' WITH CONDITIONAL ARRAY WRAPPER) AS wrapped_b,
  JSON_QUERY(j, 'lax $.zz' EMPTY ARRAY ON EMPTY) AS empty_array, JSON_QUERY(j, '$.zz' EMPTY OBJECT ON ERROR) AS empty_object,
  JSON_QUERY(j, '$.a[*].n') AS all_n, JSON_QUERY(j, '$..n') AS deep_n, JSON_QUERY(j, '$.a[?(@.n > 1)]') AS filtered,
  JSON_QUERY(j, '$[0:2]') AS sliced, JSON_QUERY(j, '$.a[*].m' RETURNING ARRAY<STRING>) AS texts,
  JSON_QUERY(j, '$' RETURNING ARRAY<STRING>) AS elements
FROM t;
-- expect: by column
-- | id           | 1                            | 2    | 3    | 4    | 5                   |
-- | a            | [{"m":"x","n":1},{"n":2.50}] | []   | NULL | NULL | NULL                |
-- | b            | {"y":[true,null],"z":1}      | {}   | NULL | NULL | NULL                |
-- | s            | NULL                         | NULL | NULL | NULL | NULL                |
-- | wrapped      | ["text"]                     | NULL | NULL | NULL | NULL                |
-- | wrapped_b    | [{"y":[true,null],"z":1}]    | [{}] | NULL | NULL | NULL                |
-- | empty_array  | []                           | []   | []   | NULL | []                  |
-- | empty_object | {}                           | {}   | {}   | NULL | {}                  |
-- | all_n        | [1,2.50]                     | []   | NULL | NULL | NULL                |
-- | deep_n       | [1,2.50]                     | []   | NULL | NULL | []                  |
-- | filtered     | [{"n":2.50}]                 | []   | NULL | NULL | NULL                |
-- | sliced       | NULL                         | NULL | NULL | NULL | [1,"two"]           |
-- | texts        | ['x']                        | []   | NULL | NULL | NULL                |
-- | elements     | NULL                         | NULL | NULL | NULL | ['1', 'two', '[3]'] |
