-- CASE keeps a division by zero from happening: only the branch that is taken is computed.
-- tags: logic, case, boundary
CREATE TABLE t (
  id INT,
  a INT,
  b INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"a":10,"b":5}
-- {"id":2,"a":10,"b":0}
-- {"id":3,"a":10,"b":null}

SELECT id, CASE WHEN b <> 0 THEN a / b ELSE -1 END AS guarded, a / NULLIF(b, 0) AS nullified,
  IF(b = 0, 0, a / b) AS by_if
FROM t;
-- expect:
-- | id | guarded | nullified | by_if |
-- | 1  | 2       | 2         | 2     |
-- | 2  | -1      | NULL      | 0     |
-- | 3  | -1      | NULL      | NULL  |

SELECT id FROM t WHERE b <> 0 AND a / b = 2;
-- expect:
-- | id |
-- | 1  |
