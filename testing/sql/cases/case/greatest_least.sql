-- GREATEST and LEAST are NULL as soon as one argument is.
-- tags: case, math, null
CREATE TABLE t (
  id INT,
  a INT,
  b INT,
  s STRING
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"a":1,"b":2,"s":"m"}
-- {"id":2,"a":-1,"b":-2,"s":"z"}
-- {"id":3,"a":null,"b":2,"s":null}

SELECT id, GREATEST(a, b) AS greatest_ab, LEAST(a, b) AS least_ab, GREATEST(a, b, 1) AS with_one,
  GREATEST(s, 'n') AS greatest_s, LEAST(s, 'n') AS least_s, GREATEST(a, 1.5) AS widened
FROM t;
-- expect:
-- | id | greatest_ab | least_ab | with_one | greatest_s | least_s | widened |
-- | 1  | 2           | 1        | 2        | n          | m       | 1.5     |
-- | 2  | -1          | -2       | 1        | z          | n       | 1.5     |
-- | 3  | NULL        | NULL     | NULL     | NULL       | NULL    | NULL    |
