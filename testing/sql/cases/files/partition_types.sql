-- Partition keys of every type that the name of a folder can hold.
-- tags: files, partition, type
CREATE TABLE t (
  id INT,
  b BOOLEAN,
  i BIGINT,
  d DATE,
  f DOUBLE,
  ts TIMESTAMP(3),
  s STRING
) PARTITIONED BY (b, i, d, f, ts, s) WITH ('connector' = 'filesystem', 'path' = '${dir}/t', 'format' = 'json');

-- file: t/b=true/i=-12345678901/d=2026-02-03/f=0.25/ts=2026-01-02T03%3A04%3A05/s=x-y/f.json
-- {"id":1}

SELECT b, i, d, f, ts, s, id FROM t;
-- expect: by column
-- | b  | TRUE                    |
-- | i  | -12345678901            |
-- | d  | 2026-02-03              |
-- | f  | 0.25                    |
-- | ts | 2026-01-02 03:04:05.000 |
-- | s  | x-y                     |
-- | id | 1                       |
