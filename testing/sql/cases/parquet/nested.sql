-- Arrays, maps and rows, NULL and empty ones, in parquet.
-- tags: parquet, nested, sink
CREATE TABLE t (
  id INT,
  a ARRAY<INT>,
  m MAP<STRING, DOUBLE>,
  r ROW<x INT, y ROW<z STRING>>,
  l ARRAY<ROW<k STRING, v ARRAY<BIGINT>>>
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"a":[1,2,3],"m":{"a":1.5,"b":2},"r":{"x":1,"y":{"z":"deep"}},"l":[{"k":"p","v":[1,2]},{"k":"q","v":[3]}]}
-- {"id":2,"a":[7],"m":{"only":0},"r":{"x":2,"y":{"z":"two"}},"l":[{"k":"r","v":[4]}]}

CREATE TABLE p (
  id INT,
  a ARRAY<INT>,
  m MAP<STRING, DOUBLE>,
  r ROW<x INT, y ROW<z STRING>>,
  l ARRAY<ROW<k STRING, v ARRAY<BIGINT>>>
) WITH ('connector' = 'filesystem', 'path' = '${dir}/p', 'format' = 'parquet');

INSERT INTO p SELECT * FROM t;

SELECT id, a, m, r FROM p;
-- expect:
-- | id | a         | m                  | r             |
-- | 1  | [1, 2, 3] | {'a'=1.5, 'b'=2.0} | (1, ('deep')) |
-- | 2  | [7]       | {'only'=0.0}       | (2, ('two'))  |

SELECT id, l FROM p;
-- expect:
-- | id | l                           |
-- | 1  | [('p', [1, 2]), ('q', [3])] |
-- | 2  | [('r', [4])]                |
