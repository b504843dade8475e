-- An option with a value of the wrong kind.
-- tags: wrong
CREATE TABLE t (
  id INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json', 'json.ignore-parse-errors' = 'maybe');

-- file: t.json

SELECT * FROM t;
-- expect-error: maybe
