-- ASCII, CHR, HEX, BIN, TO_BASE64 and FROM_BASE64, MD5 and SHA256. ASCII is a signed byte of the UTF-8
-- form; CHR takes its argument modulo 256.
-- tags: string, function, binary, null, boundary, surprise
CREATE TABLE t (
  id INT,
  s STRING,
  n BIGINT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"s":"abc","n":65}
-- {"id":2,"s":"é😀","n":255}
-- {"id":3,"s":"","n":0}
-- {"id":4,"s":null,"n":null}
-- {"id":5,"s":"A","n":-1}
-- {"id":6,"s":"~","n":321}

SELECT id, ASCII(s) AS ascii_s, CHR(n) AS chr_n, HEX(n) AS hex_n, HEX(s) AS hex_s, BIN(n) AS bin_n,
  TO_BASE64(s) AS base64, FROM_BASE64(TO_BASE64(s)) AS from_base64_s, MD5(s) AS md5_s, SHA256(s) AS sha256_s
FROM t;
-- expect: by column
-- | id            | 1                                                                | 2                                                                | 3                                                                | 4    | 5                                                                | 6                                                                |
-- | ascii_s       | 97                                                               | -61                                                              | 0                                                                | NULL | 65                                                               | 126                                                              |
-- | chr_n         | A                                                                | ÿ                                                                | \u0000                                                           | NULL | ''                                                               | A                                                                |
-- | hex_n         | 41                                                               | FF                                                               | 0                                                                | NULL | FFFFFFFFFFFFFFFF                                                 | 141                                                              |
-- | hex_s         | 616263                                                           | C3A9F09F9880                                                     | ''                                                               | NULL | 41                                                               | 7E                                                               |
-- | bin_n         | 1000001                                                          | 11111111                                                         | 0                                                                | NULL | 1111111111111111111111111111111111111111111111111111111111111111 | 101000001                                                        |
-- | base64        | YWJj                                                             | w6nwn5iA                                                         | ''                                                               | NULL | QQ==                                                             | fg==                                                             |
-- | from_base64_s | abc                                                              | é😀                                                               | ''                                                               | NULL | A                                                                | ~                                                                |
-- | md5_s         | 900150983cd24fb0d6963f7d28e17f72                                 | 62b3afe3b01f6f80152b567d9b216cde                                 | d41d8cd98f00b204e9800998ecf8427e                                 | NULL | 7fc56270e7a70fa81a5935b72eacbe29                                 | 4c761f170e016836ff84498202b99827                                 |
-- | sha256_s      | ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad | 1184d1f608158eea09d297565575892231550c403aaa913008d867a97cfd5c76 | e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 | NULL | 559aead08264d5795d3909718cdd05abd49572e84fe55590eef31a88a08fdffd | 7ace431cb61584cb9b8dc7ec08cf38ac0a2d649660be86d349fb43108b542fa4 |
