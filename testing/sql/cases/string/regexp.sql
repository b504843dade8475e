-- REGEXP finds anywhere; REGEXP_EXTRACT gives a group or NULL; REGEXP_REPLACE replaces all
-- and takes $1 literally.
-- tags: cluster, string, regexp, function, null, boundary, surprise
CREATE TABLE t (
  id INT,
  s STRING,
  r STRING
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"s":"user-42-x7","r":"[0-9]+"}
-- {"id":2,"s":"none","r":"[0-9]+"}
-- {"id":3,"s":"","r":"^$"}
-- {"id":4,"s":null,"r":"a"}
-- {"id":5,"s":"a","r":null}
-- {"id":6,"s":"a+b","r":"("}

SELECT id, REGEXP(s, '[0-9]+') AS has_digits, REGEXP_EXTRACT(s, '([a-z]+)-([0-9]+)', 2) AS second_group,
  REGEXP_EXTRACT(s, '[0-9]+') AS whole_match, REGEXP_EXTRACT(s, '([0-9]+)', 5) AS no_such_group,
  REGEXP_REPLACE(s, '[0-9]+', '#') AS replaced, REGEXP_REPLACE(s, '([a-z])([0-9])', '$2$1') AS swapped,
  REGEXP_EXTRACT(s, r) AS by_column
FROM t;
-- expect: by column
-- | id            | 1            | 2     | 3     | 4    | 5     | 6     |
-- | has_digits    | TRUE         | FALSE | FALSE | NULL | FALSE | FALSE |
-- | second_group  | 42           | NULL  | NULL  | NULL | NULL  | NULL  |
-- | whole_match   | 42           | NULL  | NULL  | NULL | NULL  | NULL  |
-- | no_such_group | NULL         | NULL  | NULL  | NULL | NULL  | NULL  |
-- | replaced      | user-#-x#    | none  | ''    | NULL | a     | a+b   |
-- | swapped       | user-42-$2$1 | none  | ''    | NULL | a     | a+b   |
-- | by_column     | 42           | NULL  | ''    | NULL | NULL  | NULL  |
