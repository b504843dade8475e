-- An integer that its type does not hold fails.
-- tags: json, integer, overflow, wrong
CREATE TABLE t (
  id INT,
  ti TINYINT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"ti":128}

SELECT * FROM t;
-- expect-error: 128
