-- INSERT into a partitioned table makes a folder for each partition; the keys come back from their names.
-- tags: files, sink, partition
CREATE TABLE t (
  id INT,
  kind STRING,
  ts TIMESTAMP(3)
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"kind":"a","ts":"2026-01-01 10:00:00"}
-- {"id":2,"kind":"b/c","ts":"2026-01-01 10:00:00"}
-- {"id":3,"kind":"a","ts":"2026-01-02 23:59:59.999"}

CREATE TABLE out_t (
  id INT,
  dt STRING,
  kind STRING
) PARTITIONED BY (dt, kind) WITH (
  'connector' = 'filesystem', 'path' = '${dir}/out', 'format' = 'json',
  'sink.partition-commit.policy.kind' = 'success-file');

INSERT INTO out_t SELECT id, DATE_FORMAT(ts, 'yyyy-MM-dd'), kind FROM t;

INSERT INTO out_t PARTITION (dt = '2026-02-03', kind = 'fixed') SELECT id + 10 FROM t WHERE id > 1;

SELECT id, dt, kind FROM out_t;
-- expect:
-- | id | dt         | kind  |
-- | 1  | 2026-01-01 | a     |
-- | 2  | 2026-01-01 | b/c   |
-- | 3  | 2026-01-02 | a     |
-- | 12 | 2026-02-03 | fixed |
-- | 13 | 2026-02-03 | fixed |
