-- INSERT with a list of columns: the others are NULL; types are cast to those of the table.
-- tags: sink, print, cast
CREATE TABLE t (
  id INT,
  n INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

CREATE TABLE out_t (
  a BIGINT,
  b STRING,
  c DOUBLE
) WITH ('connector' = 'print');

-- file: t.json
-- {"id":1,"n":5}

INSERT INTO out_t (c, a) SELECT n, id FROM t;
-- expect-print:
-- [1, null, 5.0]
