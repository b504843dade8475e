-- SUBSTRING, SUBSTR, LEFT and RIGHT: positions count characters from 1, negative ones from the end, lengths may be too long.
-- tags: string, function, null, boundary
CREATE TABLE t (
  id INT,
  s STRING,
  n INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"s":"abcdef","n":2}
-- {"id":2,"s":"abcdef","n":0}
-- {"id":3,"s":"abcdef","n":-2}
-- {"id":4,"s":"abcdef","n":10}
-- {"id":5,"s":"a😀é","n":2}
-- {"id":6,"s":"","n":1}
-- {"id":7,"s":null,"n":1}
-- {"id":8,"s":"abcdef","n":null}
-- {"id":9,"s":"abcdef","n":-10}

SELECT id, SUBSTRING(s FROM n) AS from_n, SUBSTRING(s FROM n FOR 2) AS from_n_for_2, SUBSTRING(s, n, 100) AS from_n_for_100,
  SUBSTR(s, n) AS substr_n, LEFT(s, n) AS left_n, RIGHT(s, n) AS right_n, SUBSTRING(s FROM 2 FOR n) AS from_2_for_n
FROM t WHERE n IS NULL OR n >= 0;
-- expect: by column
-- | id             | 1     | 2      | 4      | 5  | 6  | 7    | 8    |
-- | from_n         | bcdef | abcdef | ''     | 😀é | '' | NULL | NULL |
-- | from_n_for_2   | bc    | ab     | ''     | 😀é | '' | NULL | NULL |
-- | from_n_for_100 | bcdef | abcdef | ''     | 😀é | '' | NULL | NULL |
-- | substr_n       | bcdef | abcdef | ''     | 😀é | '' | NULL | NULL |
-- | left_n         | ab    | ''     | abcdef | a😀 | '' | NULL | NULL |
-- | right_n        | ef    | ''     | abcdef | 😀é | '' | NULL | NULL |
-- | from_2_for_n   | bc    | ''     | bcdef  | 😀é | '' | NULL | NULL |

SELECT id, SUBSTRING(s FROM n) AS from_n, SUBSTRING(s FROM n FOR 2) AS from_n_for_2, SUBSTR(s, n, 1) AS substr_n_1,
  LEFT(s, n) AS left_n, RIGHT(s, n) AS right_n
FROM t WHERE n < 0;
-- expect:
-- | id | from_n | from_n_for_2 | substr_n_1 | left_n | right_n |
-- | 3  | ef     | ef           | e          | ''     | ''      |
-- | 9  | ''     | ''           | ''         | ''     | ''      |
