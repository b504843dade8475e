-- REPLACE, OVERLAY, REPEAT, LPAD and RPAD; too long a text is cut by the padding functions, whose lengths
-- count a character beyond 16 bits twice.
-- tags: string, function, null, boundary
CREATE TABLE t (
  id INT,
  s STRING,
  n INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"s":"abcabc","n":2}
-- {"id":2,"s":"","n":3}
-- {"id":3,"s":"a😀","n":4}
-- {"id":4,"s":null,"n":1}
-- {"id":5,"s":"abc","n":0}
-- {"id":6,"s":"abc","n":-1}
-- {"id":7,"s":"abc","n":null}

SELECT id, REPLACE(s, 'b', 'XY') AS replaced, REPEAT(s, n) AS repeated,
  LPAD(s, n, '*') AS lpad_n, RPAD(s, n, '*') AS rpad_n, LPAD(s, 5, '12') AS lpad_12, RPAD(s, 5, '') AS rpad_empty,
  OVERLAY(s PLACING 'ZZ' FROM 2) AS overlaid, OVERLAY(s PLACING 'Z' FROM 2 FOR 2) AS overlaid_for_2
FROM t;
-- expect: by column
-- | id             | 1            | 2     | 3        | 4    | 5     | 6     | 7     |
-- | replaced       | aXYcaXYc     | ''    | a😀       | NULL | aXYc  | aXYc  | aXYc  |
-- | repeated       | abcabcabcabc | ''    | a😀a😀a😀a😀 | NULL | ''    | ''    | NULL  |
-- | lpad_n         | ab           | ***   | *a😀      | NULL | ''    | NULL  | NULL  |
-- | rpad_n         | ab           | ***   | a😀*      | NULL | ''    | NULL  | NULL  |
-- | lpad_12        | abcab        | 12121 | 12a😀     | NULL | 12abc | 12abc | 12abc |
-- | rpad_empty     | NULL         | NULL  | NULL     | NULL | NULL  | NULL  | NULL  |
-- | overlaid       | aZZabc       | ''    | aZZ      | NULL | aZZ   | aZZ   | aZZ   |
-- | overlaid_for_2 | aZabc        | ''    | aZ       | NULL | aZ    | aZ    | aZ    |

SELECT id, REPLACE(s, '', 'z') AS replaced_empty FROM t WHERE id <> 3;
-- expect:
-- | id | replaced_empty |
-- | 1  | zazbzczazbzcz  |
-- | 2  | z              |
-- | 4  | NULL           |
-- | 5  | zazbzcz        |
-- | 6  | zazbzcz        |
-- | 7  | zazbzcz        |
