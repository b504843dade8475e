-- IS JSON over a text column; NULL is no JSON.
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

SELECT id, j IS JSON AS is_json FROM t;
-- expect: by column
-- | id      | 1    | 2    | 3     | 4     | 5    | 6    |
-- | is_json | TRUE | TRUE | FALSE | FALSE | TRUE | TRUE |
