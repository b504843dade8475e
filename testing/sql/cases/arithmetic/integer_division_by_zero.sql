-- An integer divided by zero fails, and so does the remainder.
-- tags: arithmetic, integer, wrong
CREATE TABLE t (
  a INT,
  b INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"a":1,"b":0}

SELECT a / b AS divided FROM t;
-- expect-error: by zero

SELECT a % b AS remainder FROM t;
-- expect-error: by zero
