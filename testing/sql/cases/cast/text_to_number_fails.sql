-- CAST of a text that is no number fails.
-- tags: cast, wrong
CREATE TABLE t (
  s STRING
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"s":"abc"}

SELECT CAST(s AS INT) AS i FROM t;
-- expect-error: abc
