-- URL_ENCODE, URL_DECODE, PARSE_URL, INET_ATON and INET_NTOA.
-- tags: string, function, url, null, boundary
CREATE TABLE t (
  id INT,
  s STRING,
  n BIGINT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"s":"a b&c=żó/~","n":0}
-- {"id":2,"s":"%41+%C5%BC","n":4294967295}
-- {"id":3,"s":"%4","n":4294967296}
-- {"id":4,"s":"","n":-1}
-- {"id":5,"s":"10.1.2.3","n":167838211}
-- {"id":6,"s":null,"n":null}

SELECT id, URL_ENCODE(s) AS encoded, URL_DECODE(s) AS decoded, URL_DECODE(URL_ENCODE(s)) AS same,
  PARSE_URL(CONCAT('http://h/p?q=', s), 'QUERY', 'q') AS q, INET_ATON(s) AS number_s, INET_NTOA(n) AS address
FROM t;
-- expect: by column
-- | id       | 1                            | 2                  | 3    | 4    | 5         | 6    |
-- | encoded  | a+b%26c%3D%C5%BC%C3%B3%2F%7E | %2541%2B%25C5%25BC | %254 | ''   | 10.1.2.3  | NULL |
-- | decoded  | a b&c=żó/~                   | A ż                | NULL | ''   | 10.1.2.3  | NULL |
-- | same     | a b&c=żó/~                   | %41+%C5%BC         | %4   | ''   | 10.1.2.3  | NULL |
-- | q        | a b                          | %41+%C5%BC         | %4   | ''   | 10.1.2.3  | NULL |
-- | number_s | NULL                         | NULL               | NULL | NULL | 167838211 | NULL |
-- | address  | 0.0.0.0                      | 255.255.255.255    | NULL | NULL | 10.1.2.3  | NULL |
