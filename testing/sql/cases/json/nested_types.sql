-- ROW, ARRAY, MAP and MULTISET from JSON, NULL and empty at each level.
-- tags: json, nested, row, array, map
CREATE TABLE t (
  id INT,
  r ROW<a INT, b ARRAY<STRING>>,
  a ARRAY<ROW<x INT>>,
  m MAP<STRING, MAP<STRING, INT>>,
  ms MULTISET<STRING>
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"r":{"a":1,"b":["x",null]},"a":[{"x":1},null,{}],"m":{"p":{"q":1},"e":{}},"ms":{"u":2,"v":1}}
-- {"id":2,"r":{},"a":[],"m":{},"ms":{}}
-- {"id":3,"r":null,"a":null,"m":{"p":null},"ms":null}

SELECT * FROM t;
-- expect: by column
-- | id | 1                     | 2            | 3          |
-- | r  | (1, ['x', NULL])      | (NULL, NULL) | NULL       |
-- | a  | [(1), NULL, (NULL)]   | []           | NULL       |
-- | m  | {'e'={}, 'p'={'q'=1}} | {}           | {'p'=NULL} |
-- | ms | {'u'*2, 'v'*1}        | {}           | NULL       |
