-- MAP: a missing key is NULL, CARDINALITY, a NULL value, and maps made from columns.
-- tags: nested, map, null, boundary
CREATE TABLE t (
  id INT,
  m MAP<STRING, INT>,
  k STRING
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"m":{"b":2,"a":1},"k":"a"}
-- {"id":2,"m":{},"k":"a"}
-- {"id":3,"m":{"a":null},"k":"a"}
-- {"id":4,"m":null,"k":"a"}
-- {"id":5,"m":{"a":1},"k":null}

SELECT id, m, m['a'] AS a, m[k] AS by_column, CARDINALITY(m) AS size_m, MAP[k, id, 'z', 0] AS made, MAP['x', id]['x'] AS made_x FROM t WHERE k IS NOT NULL;
-- expect:
-- | id | m              | a    | by_column | size_m | made           | made_x |
-- | 1  | {'a'=1, 'b'=2} | 1    | 1         | 2      | {'a'=1, 'z'=0} | 1      |
-- | 2  | {}             | NULL | NULL      | 0      | {'a'=2, 'z'=0} | 2      |
-- | 3  | {'a'=NULL}     | NULL | NULL      | 1      | {'a'=3, 'z'=0} | 3      |
-- | 4  | NULL           | NULL | NULL      | NULL   | {'a'=4, 'z'=0} | 4      |
