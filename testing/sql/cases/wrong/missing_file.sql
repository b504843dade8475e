-- A file that is not there.
-- tags: wrong
CREATE TABLE t (
  id INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/nowhere.json', 'format' = 'json');

SELECT * FROM t;
-- expect-error: nowhere.json
