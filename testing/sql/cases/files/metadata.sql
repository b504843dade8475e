-- What the filesystem connector tells about the file of a row.
-- tags: files, metadata
CREATE TABLE t (
  id INT,
  name STRING METADATA FROM 'file.name',
  length BIGINT METADATA FROM 'file.size',
  path STRING METADATA FROM 'file.path',
  k INT
) PARTITIONED BY (k) WITH ('connector' = 'filesystem', 'path' = '${dir}/t', 'format' = 'json');

-- file: t/k=1/a.json
-- {"id":1}

-- file: t/k=2/b.json
-- {"id":2}
-- {"id":3}

SELECT id, k, name, length, path LIKE '%/t/k=_/_.json' AS is_path FROM t;
-- expect:
-- | id | k | name   | length | is_path |
-- | 1  | 1 | a.json | 9      | TRUE    |
-- | 2  | 2 | b.json | 18     | TRUE    |
-- | 3  | 2 | b.json | 18     | TRUE    |
