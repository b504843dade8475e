-- PARSE_URL, SHA1, ENCODE, DECODE, REGEXP_COUNT and IS_DECIMAL.
-- tags: string, function, null, more-functions
CREATE TABLE t (
  id INT,
  s STRING
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"s":"https://u:p@host.example:8080/p/a/t?q=1&r=two#frag"}
-- {"id":2,"s":"not an address"}
-- {"id":3,"s":""}
-- {"id":4,"s":null}
-- {"id":5,"s":"1.5"}
-- {"id":6,"s":"http://x/?q"}

SELECT id, PARSE_URL(s, 'HOST') AS host_part, PARSE_URL(s, 'QUERY', 'r') AS r_part, PARSE_URL(s, 'PATH') AS path_part,
  SHA1(s) AS sha1_s, ENCODE(s, 'UTF-8') AS encoded, DECODE(ENCODE(s, 'UTF-16'), 'UTF-16') AS decoded,
  REGEXP_COUNT(s, '[a-z]') AS letters, IS_DECIMAL(s) AS is_decimal_s
FROM t;
-- expect: by column
-- | id           | 1                                                                                                       | 2                                        | 3                                        | 4     | 5                                        | 6                                        |
-- | host_part    | host.example                                                                                            | NULL                                     | NULL                                     | NULL  | NULL                                     | x                                        |
-- | r_part       | two                                                                                                     | NULL                                     | NULL                                     | NULL  | NULL                                     | NULL                                     |
-- | path_part    | /p/a/t                                                                                                  | NULL                                     | NULL                                     | NULL  | NULL                                     | /                                        |
-- | sha1_s       | 363fdb99e9bbef74f9f8c846166684c5af99a5b3                                                                | e3c3f6194a35bdf9c0666149f8953228572da4cb | da39a3ee5e6b4b0d3255bfef95601890afd80709 | NULL  | aa8f289ebe6d4db1b4a1038b8931ec8c2b5399fb | 09dac034c538b04fe23a7f510b3d21231b080d15 |
-- | encoded      | x'68747470733a2f2f753a7040686f73742e6578616d706c653a383038302f702f612f743f713d3126723d74776f2366726167' | x'6e6f7420616e2061646472657373'          | x''                                      | NULL  | x'312e35'                                | x'687474703a2f2f782f3f71'                |
-- | decoded      | https://u:p@host.example:8080/p/a/t?q=1&r=two#frag                                                      | not an address                           | ''                                       | NULL  | 1.5                                      | http://x/?q                              |
-- | letters      | 30                                                                                                      | 12                                       | 0                                        | NULL  | 0                                        | 6                                        |
-- | is_decimal_s | FALSE                                                                                                   | FALSE                                    | FALSE                                    | FALSE | TRUE                                     | FALSE                                    |
