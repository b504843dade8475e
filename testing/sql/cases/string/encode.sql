-- ENCODE and DECODE with the character sets that Java knows; another one is an error.
-- tags: string, function, bytes, wrong, null
CREATE TABLE t (
  id INT,
  s STRING
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"s":"aż🎉"}
-- {"id":2,"s":""}
-- {"id":3,"s":null}

SELECT id, ENCODE(s, 'UTF-8') AS utf8, ENCODE(s, 'UTF-16BE') AS utf16, ENCODE(s, 'ISO-8859-1') AS latin,
  DECODE(ENCODE(s, 'UTF-8'), 'ISO-8859-1') AS misread
FROM t;
-- expect: by column
-- | id      | 1                      | 2   | 3    |
-- | utf8    | x'61c5bcf09f8e89'      | x'' | NULL |
-- | utf16   | x'0061017cd83cdf89'    | x'' | NULL |
-- | latin   | x'613f3f'              | x'' | NULL |
-- | misread | aÅ¼ð\u009f\u008e\u0089 | ''  | NULL |

SELECT ENCODE(s, 'no-such-set') AS e FROM t;
-- expect-error: no-such-set
