-- A format that is not there.
-- tags: wrong
CREATE TABLE t (
  id INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'jason');

-- file: t.json

SELECT * FROM t;
-- expect-error: jason
