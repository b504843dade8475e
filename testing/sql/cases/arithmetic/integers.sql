-- Integer arithmetic keeps the wider type; division cuts towards zero, the remainder has the sign of the dividend.
-- tags: arithmetic, integer, null, boundary
CREATE TABLE t (
  id INT,
  a INT,
  b INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"a":7,"b":2}
-- {"id":2,"a":-7,"b":2}
-- {"id":3,"a":7,"b":-2}
-- {"id":4,"a":-7,"b":-2}
-- {"id":5,"a":0,"b":5}
-- {"id":6,"a":null,"b":5}
-- {"id":7,"a":5,"b":null}

SELECT id, a + b AS added, a - b AS taken, a * b AS times, a / b AS divided, a % b AS remainder, MOD(a, b) AS mod_ab,
  -a AS negated, +a AS plus_a, a + 1 AS next_a, 10 / 4 AS constants
FROM t;
-- expect:
-- | id | added | taken | times | divided | remainder | mod_ab | negated | plus_a | next_a | constants |
-- | 1  | 9     | 5     | 14    | 3       | 1         | 1      | -7      | 7      | 8      | 2         |
-- | 2  | -5    | -9    | -14   | -3      | -1        | -1     | 7       | -7     | -6     | 2         |
-- | 3  | 5     | 9     | -14   | -3      | 1         | 1      | -7      | 7      | 8      | 2         |
-- | 4  | -9    | -5    | 14    | 3       | -1        | -1     | 7       | -7     | -6     | 2         |
-- | 5  | 5     | -5    | 0     | 0       | 0         | 0      | 0       | 0      | 1      | 2         |
-- | 6  | NULL  | NULL  | NULL  | NULL    | NULL      | NULL   | NULL    | NULL   | NULL   | 2         |
-- | 7  | NULL  | NULL  | NULL  | NULL    | NULL      | NULL   | -5      | 5      | 6      | 2         |
