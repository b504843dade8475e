-- A table may be dropped and made again with other columns.
-- tags: script
CREATE TABLE t (
  id INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"s":"x"}

SELECT * FROM t;
-- expect:
-- | id |
-- | 1  |

DROP TABLE t;

CREATE TABLE IF NOT EXISTS t (
  s STRING,
  id BIGINT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

SELECT * FROM t;
-- expect:
-- | s | id |
-- | x | 1  |

DROP TABLE IF EXISTS never_there;
