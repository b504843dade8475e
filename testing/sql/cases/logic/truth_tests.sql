-- IS [NOT] TRUE, FALSE and UNKNOWN are never NULL.
-- tags: logic, null
CREATE TABLE t (
  id INT,
  a BOOLEAN
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"a":true}
-- {"id":2,"a":false}
-- {"id":3,"a":null}

SELECT id, a IS TRUE AS is_true, a IS FALSE AS is_false, a IS UNKNOWN AS is_unknown, a IS NOT TRUE AS is_not_true,
  a IS NOT FALSE AS is_not_false, a IS NOT UNKNOWN AS is_known
FROM t;
-- expect:
-- | id | is_true | is_false | is_unknown | is_not_true | is_not_false | is_known |
-- | 1  | TRUE    | FALSE    | FALSE      | FALSE       | TRUE         | TRUE     |
-- | 2  | FALSE   | TRUE     | FALSE      | TRUE        | FALSE        | TRUE     |
-- | 3  | FALSE   | FALSE    | TRUE       | TRUE        | TRUE         | FALSE    |
