-- Texts are compared byte by byte: capital letters before small ones, a prefix before the longer text, spaces count.
-- tags: comparison, string, boundary
CREATE TABLE t (
  id INT,
  a STRING,
  b STRING
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"a":"a","b":"a"}
-- {"id":2,"a":"a","b":"A"}
-- {"id":3,"a":"a","b":"ab"}
-- {"id":4,"a":"a","b":"a "}
-- {"id":5,"a":"","b":" "}
-- {"id":6,"a":"é","b":"z"}
-- {"id":8,"a":"10","b":"9"}
-- {"id":9,"a":null,"b":"a"}

SELECT id, a = b AS eq, a < b AS lt, a >= b AS ge, a = 'a' AS is_a FROM t;
-- expect:
-- | id | eq    | lt    | ge    | is_a  |
-- | 1  | TRUE  | FALSE | TRUE  | TRUE  |
-- | 2  | FALSE | FALSE | TRUE  | TRUE  |
-- | 3  | FALSE | TRUE  | FALSE | TRUE  |
-- | 4  | FALSE | TRUE  | FALSE | TRUE  |
-- | 5  | FALSE | TRUE  | FALSE | FALSE |
-- | 6  | FALSE | FALSE | TRUE  | FALSE |
-- | 8  | FALSE | TRUE  | FALSE | FALSE |
-- | 9  | NULL  | NULL  | NULL  | NULL  |

SELECT id FROM t WHERE a >= 'a' AND a < 'b';
-- expect:
-- | id |
-- | 1  |
-- | 2  |
-- | 3  |
-- | 4  |
