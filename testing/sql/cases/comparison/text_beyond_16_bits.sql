-- Texts are compared by the bytes of UTF-8, which is the order of the characters' numbers, beyond U+FFFF too.
-- tags: comparison, string, boundary, flink-defect
-- flink-differs: it compares texts that it has not yet written as bytes by their UTF-16 units, so the answer hangs on the plan
CREATE TABLE t (
  id INT,
  a STRING,
  b STRING
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"a":"😀","b":"｡"}
-- {"id":2,"a":"｡","b":"😀"}
-- {"id":3,"a":"😀","b":"😀"}

SELECT id, a = b AS eq, a < b AS lt, a >= b AS ge FROM t;
-- expect:
-- | id | eq    | lt    | ge    |
-- | 1  | FALSE | FALSE | TRUE  |
-- | 2  | FALSE | TRUE  | FALSE |
-- | 3  | TRUE  | FALSE | TRUE  |
