-- A condition on partition keys leaves folders unread: the file of the other partition would fail the query.
-- tags: files, partition, push-down
CREATE TABLE t (
  id INT,
  dt STRING
) PARTITIONED BY (dt) WITH ('connector' = 'filesystem', 'path' = '${dir}/t', 'format' = 'json');

-- file: t/dt=a/f.json
-- {"id":1}

-- file: t/dt=b/f.json
-- {"id":2}

-- file: t/dt=c/f.json
-- this is no json

SELECT id, dt FROM t WHERE dt = 'a';
-- expect:
-- | id | dt |
-- | 1  | a  |

SELECT id FROM t WHERE dt <> 'c' AND id > 1;
-- expect:
-- | id |
-- | 2  |

SELECT id FROM t WHERE dt = 'z';
-- expect:
-- | id |
