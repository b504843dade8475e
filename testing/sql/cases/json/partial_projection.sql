-- Only some fields are read, in another order, and the same one twice.
-- tags: json, projection, calc
CREATE TABLE t (
  a INT,
  b STRING,
  c ROW<x INT, y ROW<z STRING, n INT>>,
  d ARRAY<INT>
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"a":1,"b":"one","c":{"x":10,"y":{"z":"p","n":100}},"d":[1,2]}
-- {"a":2,"b":"two","c":null,"d":null}
-- {"a":3,"b":null,"c":{"x":null,"y":null},"d":[]}

SELECT b, a, a AS again FROM t;
-- expect:
-- | b    | a | again |
-- | NULL | 3 | 3     |
-- | one  | 1 | 1     |
-- | two  | 2 | 2     |

SELECT t.c.y.n AS n FROM t;
-- expect:
-- | n    |
-- | 100  |
-- | NULL |
-- | NULL |

SELECT t.c.y.z AS z, t.c.x AS x FROM t WHERE a > 1;
-- expect:
-- | z    | x    |
-- | NULL | NULL |
-- | NULL | NULL |

SELECT 1 AS constant_one FROM t;
-- expect:
-- | constant_one |
-- | 1            |
-- | 1            |
-- | 1            |
