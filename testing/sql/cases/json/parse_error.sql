-- A line that is no JSON fails the query.
-- tags: json, wrong
CREATE TABLE t (
  id INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1}
-- not json

SELECT * FROM t;
-- expect-error: JSON
