-- UNNEST of a MAP gives keys and values, of a MULTISET each element as often as it is in it; WITH ORDINALITY numbers
-- them from 1. A NULL element that is a row makes no row.
-- tags: nested, unnest, correlate, ordinality
CREATE TABLE t (
  id INT,
  a ARRAY<STRING>,
  m MAP<STRING, INT>,
  r ARRAY<ROW<x INT, y STRING>>,
  n ARRAY<ARRAY<INT>>,
  c MULTISET<STRING>
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"a":["x",null,"z"],"m":{"k":1},"r":[{"x":1,"y":"a"},null,{"x":3,"y":null}],"n":[[1,2],[],[3]],"c":{"twice":2}}
-- {"id":2,"a":[],"m":{},"r":[],"n":[],"c":{}}
-- {"id":3,"a":null,"m":null,"r":null,"n":null,"c":null}
-- {"id":4,"a":["only"],"m":{"w":null},"r":[{"x":null,"y":null}],"n":[null,[4]],"c":{"once":1}}

SELECT id, k, v FROM t CROSS JOIN UNNEST(m) AS u (k, v);
-- expect:
-- | id | k | v    |
-- | 1  | k | 1    |
-- | 4  | w | NULL |

SELECT id, k, v FROM t LEFT JOIN UNNEST(m) AS u (k, v) ON TRUE;
-- expect:
-- | id | k    | v    |
-- | 1  | k    | 1    |
-- | 2  | NULL | NULL |
-- | 3  | NULL | NULL |
-- | 4  | w    | NULL |

SELECT id, x, y FROM t CROSS JOIN UNNEST(r) AS u (x, y);
-- expect:
-- | id | x    | y    |
-- | 1  | 1    | a    |
-- | 1  | 3    | NULL |
-- | 4  | NULL | NULL |

SELECT id, e, o FROM t CROSS JOIN UNNEST(a) WITH ORDINALITY AS u (e, o);
-- expect:
-- | id | e    | o |
-- | 1  | NULL | 2 |
-- | 1  | x    | 1 |
-- | 1  | z    | 3 |
-- | 4  | only | 1 |

SELECT id, k, v, o FROM t CROSS JOIN UNNEST(m) WITH ORDINALITY AS u (k, v, o);
-- expect:
-- | id | k | v    | o |
-- | 1  | k | 1    | 1 |
-- | 4  | w | NULL | 1 |

SELECT id, e, f FROM t CROSS JOIN UNNEST(n) AS u (e) CROSS JOIN UNNEST(e) AS w (f);
-- expect:
-- | id | e      | f |
-- | 1  | [1, 2] | 1 |
-- | 1  | [1, 2] | 2 |
-- | 1  | [3]    | 3 |
-- | 4  | [4]    | 4 |

SELECT id, e FROM t CROSS JOIN UNNEST(c) AS u (e);
-- expect:
-- | id | e     |
-- | 1  | twice |
-- | 1  | twice |
-- | 4  | once  |

SELECT id, e, o FROM t LEFT JOIN UNNEST(c) WITH ORDINALITY AS u (e, o) ON TRUE;
-- expect:
-- | id | e     | o    |
-- | 1  | twice | 1    |
-- | 1  | twice | 2    |
-- | 2  | NULL  | NULL |
-- | 3  | NULL  | NULL |
-- | 4  | once  | 1    |
