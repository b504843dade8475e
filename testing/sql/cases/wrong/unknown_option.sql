-- An option that the connector does not know.
-- tags: wrong
CREATE TABLE t (
  id INT
) WITH ('connector' = 'datagen', 'number-of-row' = '3');

SELECT * FROM t;
-- expect-error: number-of-row
