-- The connector needs rows.
-- tags: inline, wrong
CREATE TABLE t (
  id INT
) WITH ('connector' = 'inline');

SELECT id FROM t;
-- expect-error: 'rows'
-- expect-error: rows
