-- UNNEST of an updating query: each change of a row is a change of its elements.
-- tags: nested, unnest, correlate, changelog
CREATE TABLE t (
  k STRING,
  v INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"k":"a","v":1}
-- {"k":"b","v":2}
-- {"k":"a","v":3}
-- {"k":"a","v":-4}

SELECT k, e FROM (
  SELECT k, SUM(v) AS s, COUNT(*) AS n FROM t GROUP BY k
) CROSS JOIN UNNEST(ARRAY[s, n]) AS u (e);
-- expect-final:
-- | k | e |
-- | a | 0 |
-- | a | 3 |
-- | b | 1 |
-- | b | 2 |
