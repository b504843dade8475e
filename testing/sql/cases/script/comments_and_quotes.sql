-- Comments and semicolons in texts and names do not end a statement.
-- tags: script, syntax
CREATE TABLE t (
  id INT, -- a comment; with a semicolon
  `odd;name` STRING, /* another;
     over two lines */
  `select` STRING
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"odd;name":"a;b","select":"it's"}
-- {"id":2,"odd;name":"--","select":"/* */"}

SELECT id, `odd;name` AS n, `select`, 'x;y--z' AS text1, 'it''s' AS text2 /* ; */
FROM t -- where id = 1;
WHERE `odd;name` <> ';';
-- expect:
-- | id | n   | select | text1  | text2 |
-- | 1  | a;b | it's   | x;y--z | it's  |
-- | 2  | --  | /* */  | x;y--z | it's  |
