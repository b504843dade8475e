-- A watermark on a column with more than milliseconds.
-- tags: wrong, watermark, precision
CREATE TABLE t (
  id INT,
  ts TIMESTAMP(6),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');
-- expect-error: Invalid data type of time field for watermark definition.
