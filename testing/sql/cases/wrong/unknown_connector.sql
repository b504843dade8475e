-- A connector that is not there.
-- tags: wrong
CREATE TABLE t (
  id INT
) WITH ('connector' = 'carrier-pigeon');

SELECT * FROM t;
-- expect-error: carrier-pigeon
