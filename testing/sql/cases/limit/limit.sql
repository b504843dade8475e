-- LIMIT passes no more than its number of rows; more than there are passes all, 0 passes none. How many they are is
-- certain, which ones is not.
-- tags: limit, boundary
CREATE TABLE t (
  id INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json, counted
-- 10 x {"id":7}

SELECT id FROM t LIMIT 3;
-- expect:
-- | id |
-- | 7  |
-- | 7  |
-- | 7  |

SELECT id FROM t LIMIT 100;
-- expect:
-- | id |
-- | 7  |
-- | 7  |
-- | 7  |
-- | 7  |
-- | 7  |
-- | 7  |
-- | 7  |
-- | 7  |
-- | 7  |
-- | 7  |

SELECT id FROM t LIMIT 0;
-- expect:
-- | id |
