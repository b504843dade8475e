-- JSON_VALUE with RETURNING and defaults, JSON_EXISTS and IS JSON, over paths of every kind.
-- tags: json-function, json-path, null, boundary
CREATE TABLE t (
  id INT,
  j STRING,
  p STRING
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"j":"{\"i\":42,\"d\":1.5,\"o\":true,\"a\":[{\"n\":1}]}","p":"$.i"}
-- {"id":2,"j":"{\"i\":null}","p":"lax $.a[0].n"}
-- {"id":3,"j":"{\"i\":","p":"$.i"}
-- {"id":4,"j":null,"p":"$"}
-- {"id":5,"j":"\"scalar\"","p":"$"}
-- {"id":6,"j":"[]","p":null}

SELECT id, JSON_VALUE(j, '$.i' RETURNING INTEGER) AS i, JSON_VALUE(j, '$.o' RETURNING BOOLEAN) AS o,
  JSON_VALUE(j, '$.d' RETURNING DOUBLE) AS d, JSON_VALUE(j, 'lax $.i' RETURNING INTEGER DEFAULT -1 ON EMPTY) AS i_or_1,
  JSON_VALUE(j, p DEFAULT 'none' ON EMPTY DEFAULT 'bad' ON ERROR) AS by_path, JSON_VALUE(j, '$.a[*].n') AS several,
  JSON_EXISTS(j, '$.a[*].n') AS has_n, JSON_EXISTS(j, 'lax $.i') AS has_i, JSON_EXISTS(j, '$.i' TRUE ON ERROR) AS has_i_or_error,
  j IS JSON OBJECT AS is_object, j IS JSON ARRAY AS is_array, j IS JSON SCALAR AS is_scalar, j IS NOT JSON AS is_none
FROM t;
-- expect: by column
-- | id             | 1     | 2     | 3     | 4     | 5      | 6     |
-- | i              | 42    | NULL  | NULL  | NULL  | NULL   | NULL  |
-- | o              | TRUE  | NULL  | NULL  | NULL  | NULL   | NULL  |
-- | d              | 1.5   | NULL  | NULL  | NULL  | NULL   | NULL  |
-- | i_or_1         | 42    | -1    | -1    | NULL  | -1     | -1    |
-- | by_path        | 42    | none  | bad   | NULL  | scalar | NULL  |
-- | several        | NULL  | NULL  | NULL  | NULL  | NULL   | NULL  |
-- | has_n          | TRUE  | FALSE | FALSE | NULL  | FALSE  | FALSE |
-- | has_i          | TRUE  | FALSE | FALSE | NULL  | FALSE  | FALSE |
-- | has_i_or_error | TRUE  | TRUE  | TRUE  | NULL  | TRUE   | TRUE  |
-- | is_object      | TRUE  | TRUE  | FALSE | FALSE | FALSE  | FALSE |
-- | is_array       | FALSE | FALSE | FALSE | FALSE | FALSE  | TRUE  |
-- | is_scalar      | FALSE | FALSE | FALSE | FALSE | TRUE   | FALSE |
-- | is_none        | FALSE | FALSE | TRUE  | TRUE  | FALSE  | FALSE |

SELECT JSON_VALUE(j, '$.i' ERROR ON ERROR) AS i FROM t WHERE id = 2;
-- expect-error: value
