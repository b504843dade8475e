-- BETWEEN includes both ends; IN and NOT IN with NULL in the list or on the left.
-- tags: comparison, in, between, null, boundary
CREATE TABLE t (
  id INT,
  a INT,
  s STRING
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"a":1,"s":"a"}
-- {"id":2,"a":2,"s":"b"}
-- {"id":3,"a":3,"s":""}
-- {"id":4,"a":null,"s":null}

SELECT id,
  a BETWEEN 1 AND 2 AS b12, a BETWEEN 2 AND 1 AS b21, a NOT BETWEEN 2 AND 3 AS nb23,
  a BETWEEN SYMMETRIC 2 AND 1 AS symmetric12, a BETWEEN a AND NULL AS to_null, a BETWEEN 2 AND NULL AS from_two,
  a IN (1, 3) AS in13, a NOT IN (1, 3) AS not_in13,
  a IN (1, CAST(NULL AS INT)) AS in_null, a NOT IN (1, CAST(NULL AS INT)) AS not_in_null,
  s IN ('a', '') AS s_in, a IN (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22) AS in_many
FROM t;
-- expect: by column
-- | id          | 1     | 2     | 3     | 4    |
-- | b12         | TRUE  | TRUE  | FALSE | NULL |
-- | b21         | FALSE | FALSE | FALSE | NULL |
-- | nb23        | TRUE  | FALSE | FALSE | NULL |
-- | symmetric12 | TRUE  | TRUE  | FALSE | NULL |
-- | to_null     | NULL  | NULL  | NULL  | NULL |
-- | from_two    | FALSE | NULL  | NULL  | NULL |
-- | in13        | TRUE  | FALSE | TRUE  | NULL |
-- | not_in13    | FALSE | TRUE  | FALSE | NULL |
-- | in_null     | TRUE  | NULL  | NULL  | NULL |
-- | not_in_null | FALSE | NULL  | NULL  | NULL |
-- | s_in        | TRUE  | FALSE | TRUE  | NULL |
-- | in_many     | TRUE  | TRUE  | TRUE  | NULL |

SELECT id FROM t WHERE s NOT IN ('a', 'b');
-- expect:
-- | id |
-- | 3  |
