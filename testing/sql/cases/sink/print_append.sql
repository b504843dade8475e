-- INSERT into the print connector: each row as +I.
-- tags: sink, print
CREATE TABLE t (
  id INT,
  s STRING
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

CREATE TABLE out_t (
  id INT,
  s STRING
) WITH ('connector' = 'print');

CREATE TABLE named (
  id INT,
  s STRING
) WITH ('connector' = 'print', 'print-identifier' = 'named');

-- file: t.json
-- {"id":1,"s":"a"}
-- {"id":2,"s":null}

INSERT INTO out_t SELECT * FROM t;
-- expect-print:
-- [1, a]
-- [2, null]

INSERT INTO named SELECT id * 10, UPPER(s) FROM t WHERE id = 1;
-- expect-print:
-- named> [10, A]
