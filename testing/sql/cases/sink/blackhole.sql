-- The blackhole connector takes all and shows nothing.
-- tags: sink, blackhole
CREATE TABLE t (
  id INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

CREATE TABLE nothing (
  id INT
) WITH ('connector' = 'blackhole');

-- file: t.json
-- {"id":1}

INSERT INTO nothing SELECT id FROM t;
-- expect-print:
-- (nothing)
