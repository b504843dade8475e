-- Lengths are enforced on updates as on insertions: what is taken away is cut as well, so that the results fit together.
-- tags: sink, string, option, updating
SET 'table.exec.sink.type-length-enforcer' = 'TRIM_PAD';

CREATE TABLE t (
  id INT,
  v VARCHAR(4),
  c CHAR(2)
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

CREATE TABLE out_t (
  id INT,
  v VARCHAR(4),
  c CHAR(2)
) WITH ('connector' = 'print');

-- file: t.json
-- {"id":1,"v":"first text","c":"first"}
-- {"id":2,"v":"b","c":"b"}
-- {"id":1,"v":"second","c":""}
-- {"id":2,"v":"ab cd","c":"cd"}
-- {"id":1,"v":"x","c":"xyz"}

INSERT INTO out_t
SELECT id, v, c
FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY id ORDER BY p DESC) AS n FROM (SELECT *, PROCTIME() AS p FROM t))
WHERE n = 1;
-- expect-print:
-- [1, x, xy]
-- [2, ab c, cd]
