-- Rows of every kind of value are remembered whole: texts, arrays, maps and rows that change their length with each
-- update.
-- tags: deduplicate, processing-time, updating, nested, row:89
CREATE TABLE profiles (
  id INT,
  name STRING,
  tags ARRAY<STRING>,
  counts MAP<STRING, INT>,
  address ROW<city STRING, zip INT>,
  score DOUBLE,
  born DATE
) WITH ('connector' = 'filesystem', 'path' = '${dir}/profiles.json', 'format' = 'json');

-- file: profiles.json
-- {"id":1,"name":"Ann","tags":["x","y"],"counts":{"a":1},"address":{"city":"Oslo","zip":1},"score":1.5,"born":"2000-02-29"}
-- {"id":2,"name":null,"tags":null,"counts":null,"address":null,"score":null,"born":null}
-- {"id":1,"name":"Anna-Louise","tags":[],"counts":{"a":1,"b":2,"c":3},"address":{"city":null,"zip":2},"score":-0.0,"born":null}
-- {"id":2,"name":"Bo","tags":["z",null],"counts":{},"address":{"city":"Ålesund","zip":null},"score":2.25,"born":"1999-12-31"}
-- {"id":3,"name":"","tags":["one"],"counts":{"z":null},"address":{"city":"","zip":3},"score":3.0,"born":"1970-01-01"}
-- {"id":1,"name":"A","tags":["only"],"counts":{"b":2},"address":{"city":"Bergen","zip":3},"score":7.5,"born":"2001-01-01"}

SELECT id, name, tags, counts, address, score, born
FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY id ORDER BY p DESC) AS n FROM (SELECT *, PROCTIME() AS p FROM profiles))
WHERE n = 1;
-- expect-final:
-- | id | name | tags        | counts     | address           | score | born       |
-- | 1  | A    | ['only']    | {'b'=2}    | ('Bergen', 3)     | 7.5   | 2001-01-01 |
-- | 2  | Bo   | ['z', NULL] | {}         | ('Ålesund', NULL) | 2.25  | 1999-12-31 |
-- | 3  | ''   | ['one']     | {'z'=NULL} | ('', 3)           | 3.0   | 1970-01-01 |
