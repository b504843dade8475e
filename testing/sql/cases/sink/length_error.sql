-- A length that is too great fails the run where the enforcer says so. Only a value that is longer than its own type says can
-- do that, for instance from JSON: INSERT cuts what is declared longer by a cast.
-- tags: sink, string, option, wrong, surprise
SET 'table.exec.sink.type-length-enforcer' = 'ERROR';

CREATE TABLE t (
  id INT,
  s STRING,
  v VARCHAR(3)
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

CREATE TABLE out_t (
  id INT,
  v VARCHAR(3)
) WITH ('connector' = 'print');

-- file: t.json
-- {"id":1,"s":"abcdef","v":"abc"}
-- {"id":2,"s":"abcdef","v":"abcdef"}

INSERT INTO out_t SELECT id, s FROM t;
-- expect-print:
-- [1, abc]
-- [2, abc]

INSERT INTO out_t SELECT id, v FROM t;
-- expect-error: Column 'v' is VARCHAR(3), however, a string of length 6 is being written into it
