-- The branches of a CASE over text literals have their own lengths: no branch is padded to the longest.
-- tags: case, string, boundary
CREATE TABLE t (
  id INT,
  n INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"n":1}
-- {"id":2,"n":2}

SELECT id, CASE WHEN n = 1 THEN 'a' ELSE 'abc' END AS label,
  CHAR_LENGTH(CASE WHEN n = 1 THEN 'a' ELSE 'abc' END) AS label_length,
  CONCAT('[', CASE WHEN n = 1 THEN 'a' ELSE 'abc' END, ']') AS bracketed
FROM t;
-- expect:
-- | id | label | label_length | bracketed |
-- | 1  | a     | 1            | [a]       |
-- | 2  | abc   | 3            | [abc]     |
