-- COALESCE, NULLIF, IFNULL and IF with every kind of NULL.
-- tags: case, null
CREATE TABLE t (
  id INT,
  a INT,
  b INT,
  s STRING
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"a":1,"b":1,"s":"x"}
-- {"id":2,"a":null,"b":2,"s":""}
-- {"id":3,"a":3,"b":null,"s":null}
-- {"id":4,"a":null,"b":null,"s":"NULL"}

SELECT id,
  COALESCE(a, b) AS first_of_two, COALESCE(a, b, -1) AS first_of_three, COALESCE(s, 'none') AS text_or_none,
  NULLIF(a, b) AS nullif_ab, NULLIF(s, '') AS nullif_empty, IFNULL(a, 0) AS ifnull_a,
  IF(a > 2, 'large', 'not') AS if_large, IF(a IS NULL, b, a) AS if_null,
  COALESCE(a, CAST(b AS BIGINT) * 10000000000) AS widened
FROM t;
-- expect: by column
-- | id             | 1    | 2           | 3     | 4      |
-- | first_of_two   | 1    | 2           | 3     | NULL   |
-- | first_of_three | 1    | 2           | 3     | -1     |
-- | text_or_none   | x    | ''          | none  | 'NULL' |
-- | nullif_ab      | NULL | NULL        | 3     | NULL   |
-- | nullif_empty   | x    | NULL        | NULL  | 'NULL' |
-- | ifnull_a       | 1    | 0           | 3     | 0      |
-- | if_large       | not  | not         | large | not    |
-- | if_null        | 1    | 2           | 3     | NULL   |
-- | widened        | 1    | 20000000000 | 3     | NULL   |
