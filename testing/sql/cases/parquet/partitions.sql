-- A partitioned table in parquet: keys are not in the files; columns may be read in any order.
-- tags: parquet, partition, sink, row:133
CREATE TABLE t (
  id INT,
  kind STRING,
  n DOUBLE
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"kind":"a","n":0.5}
-- {"id":2,"kind":"b","n":1.5}
-- {"id":3,"kind":null,"n":null}

CREATE TABLE p (
  kind STRING,
  id INT,
  n DOUBLE
) PARTITIONED BY (kind) WITH (
  'connector' = 'filesystem', 'path' = '${dir}/p', 'format' = 'parquet',
  'parquet.compression' = 'ZSTD', 'sink.partition-commit.policy.kind' = 'success-file');

INSERT INTO p SELECT COALESCE(kind, 'none'), id, n FROM t;

SELECT n, kind FROM p;
-- expect:
-- | n    | kind |
-- | 0.5  | a    |
-- | 1.5  | b    |
-- | NULL | none |

SELECT id FROM p;
-- expect:
-- | id |
-- | 1  |
-- | 2  |
-- | 3  |
