-- A row that cannot be read stops the query, and is named by its line.
-- tags: inline, json, wrong
CREATE TABLE t (
  id INT
) WITH ('connector' = 'inline', 'rows' = '
{"id":1}
{"id":"one"}
');

SELECT id FROM t;
-- expect-error: option 'rows', line 3: field id
-- expect-error: Failed to deserialize JSON '{"id":"one"}'
