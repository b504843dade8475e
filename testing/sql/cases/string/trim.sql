-- TRIM in all its forms, LTRIM, RTRIM and BTRIM: spaces by default, and only spaces.
-- tags: string, function, null, boundary
CREATE TABLE t (
  id INT,
  s STRING
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"s":"  ab  "}
-- {"id":2,"s":"xxabxx"}
-- {"id":3,"s":"\tab\n"}
-- {"id":4,"s":"    "}
-- {"id":5,"s":""}
-- {"id":6,"s":null}
-- {"id":7,"s":"xyabyx"}

SELECT id, TRIM(s) AS trimmed, TRIM(LEADING FROM s) AS leading_s, TRIM(TRAILING FROM s) AS trailing_s,
  TRIM(BOTH 'x' FROM s) AS both_x, TRIM(LEADING 'x' FROM s) AS leading_x, LTRIM(s) AS ltrim_s, RTRIM(s) AS rtrim_s,
  BTRIM(s) AS btrim_s, LTRIM(s, 'xy') AS ltrim_xy, RTRIM(s, 'xy') AS rtrim_xy, BTRIM(s, 'xy') AS btrim_xy, TRIM(BOTH 'xy' FROM s) AS both_xy
FROM t;
-- expect: by column
-- | id         | 1        | 2      | 3        | 4      | 5  | 6    | 7      |
-- | trimmed    | ab       | xxabxx | '\tab\n' | ''     | '' | NULL | xyabyx |
-- | leading_s  | 'ab  '   | xxabxx | '\tab\n' | ''     | '' | NULL | xyabyx |
-- | trailing_s | '  ab'   | xxabxx | '\tab\n' | ''     | '' | NULL | xyabyx |
-- | both_x     | '  ab  ' | ab     | '\tab\n' | '    ' | '' | NULL | yaby   |
-- | leading_x  | '  ab  ' | abxx   | '\tab\n' | '    ' | '' | NULL | yabyx  |
-- | ltrim_s    | 'ab  '   | xxabxx | '\tab\n' | ''     | '' | NULL | xyabyx |
-- | rtrim_s    | '  ab'   | xxabxx | '\tab\n' | ''     | '' | NULL | xyabyx |
-- | btrim_s    | ab       | xxabxx | '\tab\n' | ''     | '' | NULL | xyabyx |
-- | ltrim_xy   | '  ab  ' | abxx   | '\tab\n' | '    ' | '' | NULL | abyx   |
-- | rtrim_xy   | '  ab  ' | xxab   | '\tab\n' | '    ' | '' | NULL | xyab   |
-- | btrim_xy   | '  ab  ' | ab     | '\tab\n' | '    ' | '' | NULL | ab     |
-- | both_xy    | '  ab  ' | ab     | '\tab\n' | '    ' | '' | NULL | ab     |
