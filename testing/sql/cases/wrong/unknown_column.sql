-- A column that is not there.
-- tags: wrong
CREATE TABLE t (
  id INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json

SELECT idd FROM t;
-- expect-error: Column 'idd' not found in any table
