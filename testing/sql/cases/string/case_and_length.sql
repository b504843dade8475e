-- UPPER, LOWER, INITCAP, CHAR_LENGTH and REVERSE with umlauts, characters beyond 16 bits and NULL. UPPER
-- makes two letters of ß; INITCAP begins a word after every character that is no ASCII letter or digit.
-- tags: string, function, null, boundary
CREATE TABLE t (
  id INT,
  s STRING
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"s":"Hello World"}
-- {"id":2,"s":"straße É"}
-- {"id":3,"s":"a😀b"}
-- {"id":4,"s":""}
-- {"id":5,"s":null}
-- {"id":6,"s":"o'neil mc-DONALD 3x"}

SELECT id, UPPER(s) AS upper_s, LOWER(s) AS lower_s, INITCAP(s) AS initcap_s, CHAR_LENGTH(s) AS len,
  CHARACTER_LENGTH(s) AS len_too, REVERSE(s) AS reversed
FROM t;
-- expect:
-- | id | upper_s             | lower_s             | initcap_s           | len  | len_too | reversed            |
-- | 1  | HELLO WORLD         | hello world         | Hello World         | 11   | 11      | dlroW olleH         |
-- | 2  | STRASSE É           | straße é            | StraßE É            | 8    | 8       | É eßarts            |
-- | 3  | A😀B                 | a😀b                 | A😀B                 | 3    | 3       | b😀a                 |
-- | 4  | ''                  | ''                  | ''                  | 0    | 0       | ''                  |
-- | 5  | NULL                | NULL                | NULL                | NULL | NULL    | NULL                |
-- | 6  | O'NEIL MC-DONALD 3X | o'neil mc-donald 3x | O'Neil Mc-Donald 3x | 19   | 19      | x3 DLANOD-cm lien'o |
