-- CAST to CHAR(n) pads with spaces, to VARCHAR(n) does not, and both cut what is too long.
-- tags: cast, string, boundary, surprise
CREATE TABLE t (
  id INT,
  s STRING,
  i INT,
  b BOOLEAN
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"s":"ab","i":7,"b":true}
-- {"id":2,"s":"abcdef","i":123456,"b":false}
-- {"id":3,"s":"","i":null,"b":null}
-- {"id":4,"s":null,"i":-12,"b":true}

SELECT id, CAST(s AS CHAR(4)) AS char4, CAST(s AS VARCHAR(4)) AS varchar4, CAST(i AS CHAR(4)) AS i_char4,
  CAST(i AS VARCHAR(3)) AS i_varchar3, CAST(b AS VARCHAR(2)) AS b_varchar2, CHAR_LENGTH(CAST(s AS CHAR(4))) AS len
FROM t;
-- expect:
-- | id | char4  | varchar4 | i_char4 | i_varchar3 | b_varchar2 | len  |
-- | 1  | 'ab  ' | ab       | '7   '  | 7          | TR         | 4    |
-- | 2  | abcd   | abcd     | 1234    | 123        | FA         | 4    |
-- | 3  | '    ' | ''       | NULL    | NULL       | NULL       | 4    |
-- | 4  | NULL   | NULL     | '-12 '  | -12        | TR         | NULL |
