-- Rows and arrays as keys.
-- tags: group-aggregate, types, nested
CREATE TABLE t (
  r ROW<a INT, b STRING>,
  n INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"r":{"a":1,"b":"x"},"n":1}
-- {"r":{"a":1,"b":null},"n":2}
-- {"r":{"a":1,"b":"x"},"n":3}
-- {"r":null,"n":4}
-- {"r":{"a":1},"n":5}

SELECT r, COUNT(*) AS cnt, SUM(n) AS total FROM t GROUP BY r;
-- expect-final:
-- | r         | cnt | total |
-- | (1, 'x')  | 2   | 4     |
-- | (1, NULL) | 2   | 7     |
-- | NULL      | 1   | 4     |

SELECT r.a, r.b, COUNT(*) AS cnt FROM t GROUP BY r.a, r.b;
-- expect-final:
-- | a    | b    | cnt |
-- | 1    | NULL | 2   |
-- | 1    | x    | 2   |
-- | NULL | NULL | 1   |
