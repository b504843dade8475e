-- INTERSECT ALL and EXCEPT ALL count equal rows, and give each as often as is left.
-- tags: lateral, set, replicate
CREATE TABLE a (
  k STRING,
  v INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/a.json', 'format' = 'json');
CREATE TABLE b (
  k STRING,
  v INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/b.json', 'format' = 'json');

-- file: a.json
-- {"k":"x","v":1}
-- {"k":"x","v":1}
-- {"k":"x","v":1}
-- {"k":"y","v":null}
-- {"k":null,"v":2}

-- file: b.json
-- {"k":"x","v":1}
-- {"k":"x","v":1}
-- {"k":"y","v":null}
-- {"k":"z","v":3}

SELECT * FROM a INTERSECT ALL SELECT * FROM b;
-- expect-final:
-- | k | v    |
-- | x | 1    |
-- | x | 1    |
-- | y | NULL |

SELECT * FROM a EXCEPT ALL SELECT * FROM b;
-- expect-final:
-- | k    | v |
-- | NULL | 2 |
-- | x    | 1 |
