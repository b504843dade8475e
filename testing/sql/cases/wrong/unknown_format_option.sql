-- An option that the table's format does not know.
-- tags: wrong, option, flink-defect
-- flink-differs: the filesystem connector does not look at the names of its format's options and takes it in silence
CREATE TABLE t (
  id INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json', 'json.ignore-parse-error' = 'true');

-- file: t.json
-- {"id":1}

SELECT * FROM t;
-- expect-error: has no option 'ignore-parse-error'
