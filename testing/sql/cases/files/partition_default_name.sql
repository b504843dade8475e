-- A partition whose value is NULL has a name of its own. Flink finds it, but fails when it is to be read.
-- tags: files, partition, null, flink-defect
-- flink-differs: it makes a path of the value, which is null, and fails
CREATE TABLE t (
  id INT,
  k STRING
) PARTITIONED BY (k) WITH (
  'connector' = 'filesystem', 'path' = '${dir}/t', 'format' = 'json', 'partition.default-name' = 'nobody');

-- file: t/k=nobody/f.json
-- {"id":1}

-- file: t/k=__DEFAULT_PARTITION__/f.json
-- {"id":2}

SELECT id, k FROM t;
-- expect:
-- | id | k                     |
-- | 1  | NULL                  |
-- | 2  | __DEFAULT_PARTITION__ |

SELECT id FROM t WHERE k IS NULL;
-- expect:
-- | id |
-- | 1  |
