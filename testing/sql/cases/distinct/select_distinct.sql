-- SELECT DISTINCT gives each different row once, NULLs being equal to each other.
-- tags: distinct, group-aggregate, null
CREATE TABLE t (
  a INT,
  b STRING
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"a":1,"b":"x"}
-- {"a":1,"b":"x"}
-- {"a":1,"b":null}
-- {"a":null,"b":null}
-- {"a":null,"b":null}
-- {"a":1,"b":"X"}

SELECT DISTINCT a, b FROM t;
-- expect-final:
-- | a    | b    |
-- | 1    | NULL |
-- | 1    | X    |
-- | 1    | x    |
-- | NULL | NULL |

SELECT DISTINCT b FROM t WHERE a = 1;
-- expect-final:
-- | b    |
-- | NULL |
-- | X    |
-- | x    |
