-- With table.exec.sink.not-null-enforcer = DROP such rows are left out.
-- tags: sink, not-null, option
SET 'table.exec.sink.not-null-enforcer' = 'DROP';

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
-- {"id":3,"s":""}

INSERT INTO out_t SELECT id, s FROM t;
-- expect-print:
-- [1, a]
-- [3, ]
