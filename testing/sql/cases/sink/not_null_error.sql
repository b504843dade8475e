-- NULL for a NOT NULL column of a sink fails.
-- tags: sink, not-null, wrong
CREATE TABLE t (
  id INT,
  s STRING
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

CREATE TABLE out_t (
  id INT,
  s STRING NOT NULL
) WITH ('connector' = 'print');

-- file: t.json
-- {"id":1,"s":"a"}
-- {"id":2,"s":null}

INSERT INTO out_t SELECT id, s FROM t;
-- expect-error: Column 's' is NOT NULL, however, a null value is being written into it
