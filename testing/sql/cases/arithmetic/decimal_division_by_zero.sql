-- A DECIMAL divided by zero fails.
-- tags: arithmetic, decimal, wrong
CREATE TABLE t (
  a DECIMAL(10, 2),
  b DECIMAL(10, 2)
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"a":1.00,"b":0.00}

SELECT a / b AS divided FROM t;
-- expect-error: by zero
