-- A column that is neither grouped nor aggregated.
-- tags: wrong, aggregate
CREATE TABLE t (
  id INT,
  s STRING
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json

SELECT s, COUNT(*) AS cnt FROM t GROUP BY id;
-- expect-error: Expression 's' is not being grouped
