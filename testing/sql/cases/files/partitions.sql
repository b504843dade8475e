-- The values of partition keys come from the names of folders; files of the same partition may lie deeper.
-- tags: cluster, files, partition
CREATE TABLE t (
  id INT,
  dt STRING,
  hr INT
) PARTITIONED BY (dt, hr) WITH ('connector' = 'filesystem', 'path' = '${dir}/t', 'format' = 'json');

-- file: t/dt=2026-01-01/hr=1/a.json
-- {"id":1}
-- {"id":2}

-- file: t/dt=2026-01-01/hr=2/deep/a.json
-- {"id":3}

-- file: t/dt=2026-01-02/hr=1/a.json
-- {"id":4, "dt":"is not looked at"}

-- file: t/dt=2026-01-02/hr=1/_hidden.json
-- {"id":5}

SELECT id, dt, hr FROM t;
-- expect:
-- | id | dt         | hr |
-- | 1  | 2026-01-01 | 1  |
-- | 2  | 2026-01-01 | 1  |
-- | 3  | 2026-01-01 | 2  |
-- | 4  | 2026-01-02 | 1  |

SELECT dt FROM t WHERE hr = 1;
-- expect:
-- | dt         |
-- | 2026-01-01 |
-- | 2026-01-01 |
-- | 2026-01-02 |
