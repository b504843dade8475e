-- CASE with conditions and with values, without ELSE, with NULL to compare with, and nested.
-- tags: case, null
CREATE TABLE t (
  id INT,
  n INT,
  s STRING
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"n":1,"s":"a"}
-- {"id":2,"n":2,"s":"b"}
-- {"id":3,"n":null,"s":null}
-- {"id":4,"n":-5,"s":""}

SELECT id,
  CASE WHEN n > 1 THEN 'large' WHEN n > 0 THEN 'small' ELSE 'other' END AS searched,
  CASE n WHEN 1 THEN 'one' WHEN 2 THEN 'two' END AS by_value,
  CASE s WHEN NULL THEN 'null' WHEN 'a' THEN 'a' ELSE 'else' END AS null_is_never_equal,
  CASE WHEN n > 0 THEN CASE s WHEN 'a' THEN 1 ELSE 2 END ELSE 0 END AS nested,
  CASE WHEN n > 0 THEN n ELSE 0.5 END AS widened,
  CASE WHEN s = 'a' THEN CAST(NULL AS INT) ELSE n END AS to_null
FROM t;
-- expect: by column
-- | id                  | 1     | 2     | 3     | 4     |
-- | searched            | small | large | other | other |
-- | by_value            | one   | two   | NULL  | NULL  |
-- | null_is_never_equal | a     | else  | else  | else  |
-- | nested              | 1     | 2     | 0     | 0     |
-- | widened             | 1.0   | 2.0   | 0.5   | 0.5   |
-- | to_null             | NULL  | 2     | NULL  | -5    |
