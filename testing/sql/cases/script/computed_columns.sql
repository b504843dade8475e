-- Computed columns, on top of each other's inputs, and a metadata column of the file's name.
-- tags: script, computed-column, metadata
CREATE TABLE t (
  id INT,
  price DECIMAL(10, 2),
  quantity INT,
  total AS price * quantity,
  label AS CONCAT('#', CAST(id AS STRING)),
  file_name STRING NOT NULL METADATA FROM 'file.name' VIRTUAL
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"price":1.50,"quantity":3}
-- {"id":2,"price":null,"quantity":3}

SELECT id, total, label, file_name FROM t WHERE total IS NULL OR total > 4;
-- expect:
-- | id | total | label | file_name |
-- | 1  | 4.50  | #1    | t.json    |
-- | 2  | NULL  | #2    | t.json    |
