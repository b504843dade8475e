-- A field that does not fit its type fails the query.
-- tags: json, wrong
CREATE TABLE t (
  id INT,
  n INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"n":"abc"}

SELECT * FROM t;
-- expect-error: abc
