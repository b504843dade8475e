-- JSON_VALUE and JSON_EXISTS over text columns.
-- tags: nested, json-function, null, boundary
CREATE TABLE t (
  id INT,
  j STRING
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"j":"{\"a\":1,\"b\":{\"c\":[true,null,\"x\"]}}"}
-- {"id":2,"j":"{}"}
-- {"id":3,"j":"no json"}
-- {"id":4,"j":null}
-- {"id":5,"j":"{\"a\":null}"}
-- {"id":6,"j":"[1,2]"}

SELECT id, JSON_VALUE(j, '$.a') AS a, JSON_VALUE(j, '$.b.c[2]') AS c2, JSON_VALUE(j, '$.a' RETURNING INTEGER) AS a_int,
  JSON_VALUE(j, '$.b') AS an_object, JSON_EXISTS(j, '$.a') AS a_exists, JSON_EXISTS(j, '$.b.c[5]') AS c5_exists,
  JSON_VALUE(j, '$[1]') AS second_element
FROM t;
-- expect: by column
-- | id             | 1     | 2     | 3     | 4     | 5     | 6     |
-- | a              | 1     | NULL  | NULL  | NULL  | NULL  | NULL  |
-- | c2             | x     | NULL  | NULL  | NULL  | NULL  | NULL  |
-- | a_int          | 1     | NULL  | NULL  | NULL  | NULL  | NULL  |
-- | an_object      | NULL  | NULL  | NULL  | NULL  | NULL  | NULL  |
-- | a_exists       | TRUE  | FALSE | FALSE | NULL  | FALSE | FALSE |
-- | c5_exists      | FALSE | FALSE | FALSE | NULL  | FALSE | FALSE |
-- | second_element | NULL  | NULL  | NULL  | NULL  | NULL  | 2     |
