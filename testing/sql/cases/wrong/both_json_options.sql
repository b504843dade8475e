-- json.fail-on-missing-field and json.ignore-parse-errors exclude each other.
-- tags: wrong, json
CREATE TABLE t (
  id INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json', 'json.ignore-parse-errors' = 'true',
  'json.fail-on-missing-field' = 'true');

-- file: t.json

SELECT * FROM t;
-- expect-error: fail-on-missing-field and ignore-parse-errors shouldn't both be true.
