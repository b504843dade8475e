-- SIMILAR TO with an escape character, which takes the meaning of the next character away.
-- tags: string, similar, escape, boundary
CREATE TABLE t (
  id INT,
  s STRING
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"s":"a_b"}
-- {"id":2,"s":"axb"}
-- {"id":3,"s":"50%"}
-- {"id":4,"s":"(1)"}
-- {"id":5,"s":null}

SELECT id, s SIMILAR TO 'a!_b' ESCAPE '!' AS with_underscore, s SIMILAR TO '[0-9]+!%' ESCAPE '!' AS with_percent,
  s SIMILAR TO '!([0-9]!)' ESCAPE '!' AS with_brackets
FROM t;
-- expect: by column
-- | id              | 1     | 2     | 3     | 4     | 5    |
-- | with_underscore | TRUE  | FALSE | FALSE | FALSE | NULL |
-- | with_percent    | FALSE | FALSE | TRUE  | FALSE | NULL |
-- | with_brackets   | FALSE | FALSE | FALSE | TRUE  | NULL |
