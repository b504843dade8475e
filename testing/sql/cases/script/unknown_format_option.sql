-- The filesystem connector does not look at the names of its format's options: a wrong one passes without a word.
-- tags: script, option, surprise
CREATE TABLE t (
  id INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json', 'json.ignore-parse-error' = 'true');

-- file: t.json
-- {"id":1}

SELECT * FROM t;
-- expect:
-- | id |
-- | 1  |
