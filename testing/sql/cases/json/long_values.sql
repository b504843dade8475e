-- Texts of some thousand characters, and lines of very different length.
-- tags: json, string, boundary
CREATE TABLE t (
  id INT,
  s STRING
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"s":"a"}
-- {"id":2,"s":"0123456789abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz"}
-- {"id":3,"s":""}

SELECT id, CHAR_LENGTH(s) AS len, CHAR_LENGTH(REPEAT(s, 100)) AS len_100, RIGHT(REPEAT(s, 100), 3) AS tail, MD5(REPEAT(s, 100)) AS md5_100 FROM t;
-- expect:
-- | id | len | len_100 | tail | md5_100                          |
-- | 1  | 1   | 100     | aaa  | 36a92cc94a9e0fa21f625f8bfb007adf |
-- | 2  | 288 | 28800   | xyz  | 98c303642fa2dbb5a752d9b6d88653e8 |
-- | 3  | 0   | 0       | ''   | d41d8cd98f00b204e9800998ecf8427e |
