-- SIMILAR TO: alternatives, repetitions, character classes, over the whole text.
-- tags: string, regexp, null
CREATE TABLE t (
  id INT,
  s STRING
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"s":"abc"}
-- {"id":2,"s":"abcabc"}
-- {"id":3,"s":"x12"}
-- {"id":4,"s":""}
-- {"id":5,"s":null}

SELECT id, s SIMILAR TO 'abc' AS exact, s SIMILAR TO '(abc)+' AS repeated, s SIMILAR TO '(a|x)%' AS starts_a_or_x,
  s SIMILAR TO '[a-z][0-9]{2}' AS letter_digits, s NOT SIMILAR TO '%b%' AS without_b
FROM t;
-- expect:
-- | id | exact | repeated | starts_a_or_x | letter_digits | without_b |
-- | 1  | TRUE  | TRUE     | TRUE          | FALSE         | FALSE     |
-- | 2  | FALSE | TRUE     | TRUE          | FALSE         | FALSE     |
-- | 3  | FALSE | FALSE    | TRUE          | TRUE          | TRUE      |
-- | 4  | FALSE | FALSE    | FALSE         | FALSE         | TRUE      |
-- | 5  | NULL  | NULL     | NULL          | NULL          | NULL      |
