-- TRANSLATE, SPLIT, ELT, UNHEX and PRINTF.
-- tags: string, function, null, boundary
CREATE TABLE t (
  id INT,
  s STRING,
  x STRING
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"s":"a,b,,c,","x":","}
-- {"id":2,"s":"żółć 🎉","x":""}
-- {"id":3,"s":"","x":"ab"}
-- {"id":4,"s":"cafe","x":null}
-- {"id":5,"s":null,"x":"x"}

SELECT id, TRANSLATE(s, 'aż,', 'Az') AS translated, TRANSLATE(s, x, 'q') AS by_column, SPLIT(s, x) AS parts,
  ELT(id, s, x, 'third') AS chosen, UNHEX(s) AS bytes_s, PRINTF('%s|%04d', s, id) AS printed, PRINTF('%d', s) AS wrong
FROM t;
-- expect: by column
-- | id         | 1                       | 2                                   | 3      | 4          | 5          |
-- | translated | Abc                     | zółć 🎉                              | ''     | cAfe       | NULL       |
-- | by_column  | aqbqqcq                 | żółć 🎉                              | ''     | cafe       | NULL       |
-- | parts      | ['a', 'b', '', 'c', ''] | ['ż', 'ó', 'ł', 'ć', ' ', '?', '?'] | []     | NULL       | NULL       |
-- | chosen     | a,b,,c,                 | ''                                  | third  | NULL       | NULL       |
-- | bytes_s    | NULL                    | NULL                                | x''    | x'cafe'    | NULL       |
-- | printed    | a,b,,c,\|0001           | żółć 🎉\|0002                        | \|0003 | cafe\|0004 | null\|0005 |
-- | wrong      | NULL                    | NULL                                | NULL   | NULL       | null       |
