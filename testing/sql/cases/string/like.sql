-- LIKE: % and _ with escapes; the whole text must match; _ is one character.
-- tags: string, like, null, boundary
CREATE TABLE t (
  id INT,
  s STRING,
  p STRING
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"s":"apple","p":"a%"}
-- {"id":2,"s":"a%b","p":"a\\%b"}
-- {"id":3,"s":"a_b","p":"a_b"}
-- {"id":4,"s":"","p":"%"}
-- {"id":5,"s":"a\nb","p":"a%b"}
-- {"id":6,"s":null,"p":"%"}
-- {"id":7,"s":"Apple","p":null}
-- {"id":8,"s":"😀","p":"_"}
-- {"id":9,"s":"a.b","p":"a.b"}
-- {"id":10,"s":"axb","p":"a.b"}

SELECT id, s LIKE 'a%' AS prefix_a, s LIKE '%e' AS suffix_e, s LIKE '%p%' AS with_p, s LIKE 'a_b' AS a_any_b, s LIKE '_' AS one_char,
  s LIKE 'a!_b' ESCAPE '!' AS escaped, s NOT LIKE '%a%' AS without_a, s LIKE '' AS is_empty, s LIKE '%' AS anything, s LIKE 'a%b' AS a_to_b,
  s LIKE '%a%b%' AS a_then_b
FROM t;
-- expect: by column
-- | id        | 1     | 2     | 3     | 4     | 5     | 6    | 7     | 8     | 9     | 10    |
-- | prefix_a  | TRUE  | TRUE  | TRUE  | FALSE | TRUE  | NULL | FALSE | FALSE | TRUE  | TRUE  |
-- | suffix_e  | TRUE  | FALSE | FALSE | FALSE | FALSE | NULL | TRUE  | FALSE | FALSE | FALSE |
-- | with_p    | TRUE  | FALSE | FALSE | FALSE | FALSE | NULL | TRUE  | FALSE | FALSE | FALSE |
-- | a_any_b   | FALSE | TRUE  | TRUE  | FALSE | FALSE | NULL | FALSE | FALSE | TRUE  | TRUE  |
-- | one_char  | FALSE | FALSE | FALSE | FALSE | FALSE | NULL | FALSE | TRUE  | FALSE | FALSE |
-- | escaped   | FALSE | FALSE | TRUE  | FALSE | FALSE | NULL | FALSE | FALSE | FALSE | FALSE |
-- | without_a | FALSE | FALSE | FALSE | TRUE  | FALSE | NULL | TRUE  | TRUE  | FALSE | FALSE |
-- | is_empty  | FALSE | FALSE | FALSE | TRUE  | FALSE | NULL | FALSE | FALSE | FALSE | FALSE |
-- | anything  | TRUE  | TRUE  | TRUE  | TRUE  | TRUE  | NULL | TRUE  | TRUE  | TRUE  | TRUE  |
-- | a_to_b    | FALSE | TRUE  | TRUE  | FALSE | TRUE  | NULL | FALSE | FALSE | TRUE  | TRUE  |
-- | a_then_b  | FALSE | TRUE  | TRUE  | FALSE | TRUE  | NULL | FALSE | FALSE | TRUE  | TRUE  |

SELECT id FROM t WHERE s LIKE p AND id NOT IN (2);
-- expect:
-- | id |
-- | 1  |
-- | 3  |
-- | 4  |
-- | 5  |
-- | 8  |
-- | 9  |
