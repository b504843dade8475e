-- Keys of a MAP from JSON: read as the key's type, the last of equal keys stays.
-- tags: json, map, boundary
CREATE TABLE t (
  id INT,
  m MAP<STRING, STRING>
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"m":{"b":"2","a":"1","":"empty"}}
-- {"id":2,"m":{"a":"1","a":"2"}}
-- {"id":3,"m":{"é":"ü","a b":null}}

SELECT id, m, m[''] AS empty_key, CARDINALITY(m) AS size_m FROM t;
-- expect:
-- | id | m                              | empty_key | size_m |
-- | 1  | {''='empty', 'a'='1', 'b'='2'} | empty     | 3      |
-- | 2  | {'a'='2'}                      | NULL      | 1      |
-- | 3  | {'a b'=NULL, 'é'='ü'}          | NULL      | 2      |
