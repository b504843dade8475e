-- Fields of nested ROWs, two levels deep; a NULL row has NULL fields.
-- tags: nested, row, null
CREATE TABLE t (
  id INT,
  r ROW<a INT, b ROW<c STRING, d DECIMAL(10, 2)>>
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"r":{"a":1,"b":{"c":"x","d":1.50}}}
-- {"id":2,"r":{"a":2,"b":null}}
-- {"id":3,"r":null}
-- {"id":4,"r":{"b":{"d":0.01}}}
-- {"id":5}

SELECT id, r, t.r.a AS a, t.r.b AS b, t.r.b.c AS c, t.r.b.d + 1 AS d_plus_1, t.r.a IS NULL AS no_a FROM t;
-- expect:
-- | id | r                    | a    | b            | c    | d_plus_1 | no_a  |
-- | 1  | (1, ('x', 1.50))     | 1    | ('x', 1.50)  | x    | 2.50     | FALSE |
-- | 2  | (2, NULL)            | 2    | NULL         | NULL | NULL     | FALSE |
-- | 3  | NULL                 | NULL | NULL         | NULL | NULL     | TRUE  |
-- | 4  | (NULL, (NULL, 0.01)) | NULL | (NULL, 0.01) | NULL | 1.01     | TRUE  |
-- | 5  | NULL                 | NULL | NULL         | NULL | NULL     | TRUE  |

SELECT id FROM t WHERE t.r.b.c = 'x' OR t.r.a = 2;
-- expect:
-- | id |
-- | 1  |
-- | 2  |
