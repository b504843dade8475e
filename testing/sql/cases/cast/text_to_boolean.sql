-- Text to BOOLEAN: which words are TRUE and FALSE; any other fails, TRY_CAST gives NULL.
-- tags: cast, try-cast, boolean, string
CREATE TABLE t (
  id INT,
  s STRING
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"s":"true"}
-- {"id":2,"s":"FALSE"}
-- {"id":3,"s":"t"}
-- {"id":4,"s":"yes"}
-- {"id":5,"s":"1"}
-- {"id":6,"s":"0"}
-- {"id":7,"s":" true "}
-- {"id":8,"s":""}
-- {"id":9,"s":null}
-- {"id":10,"s":"n"}
-- {"id":11,"s":"off"}

SELECT id, s, TRY_CAST(s AS BOOLEAN) AS b FROM t;
-- expect:
-- | id | s        | b     |
-- | 1  | true     | TRUE  |
-- | 2  | FALSE    | FALSE |
-- | 3  | t        | TRUE  |
-- | 4  | yes      | TRUE  |
-- | 5  | 1        | TRUE  |
-- | 6  | 0        | FALSE |
-- | 7  | ' true ' | NULL  |
-- | 8  | ''       | NULL  |
-- | 9  | NULL     | NULL  |
-- | 10 | n        | FALSE |
-- | 11 | off      | NULL  |
