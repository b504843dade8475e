-- With table.exec.sink.type-length-enforcer = TRIM_PAD texts are cut to the column's length.
-- tags: sink, string, option
SET 'table.exec.sink.type-length-enforcer' = 'TRIM_PAD';

CREATE TABLE t (
  id INT,
  s STRING
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

CREATE TABLE out_t (
  id INT,
  v VARCHAR(3)
) WITH ('connector' = 'print');

-- file: t.json
-- {"id":1,"s":"abcdef"}
-- {"id":2,"s":"a"}
-- {"id":3,"s":null}

INSERT INTO out_t SELECT id, s FROM t;
-- expect-print:
-- [1, abc]
-- [2, a]
-- [3, null]
