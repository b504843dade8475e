-- Every comparison with NULL is NULL; only IS [NOT] NULL and IS [NOT] DISTINCT FROM know it.
-- tags: comparison, null, logic
CREATE TABLE t (
  id INT,
  a INT,
  b INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"a":1,"b":1}
-- {"id":2,"a":1,"b":2}
-- {"id":3,"a":null,"b":1}
-- {"id":4,"a":1,"b":null}
-- {"id":5,"a":null,"b":null}

SELECT id,
  a = b AS eq, a <> b AS ne, a < b AS lt, a <= b AS le, a > b AS gt, a >= b AS ge,
  a IS NULL AS a_null, b IS NOT NULL AS b_not_null,
  a IS DISTINCT FROM b AS is_distinct, a IS NOT DISTINCT FROM b AS is_same
FROM t;
-- expect: by column
-- | id          | 1     | 2     | 3     | 4     | 5     |
-- | eq          | TRUE  | FALSE | NULL  | NULL  | NULL  |
-- | ne          | FALSE | TRUE  | NULL  | NULL  | NULL  |
-- | lt          | FALSE | TRUE  | NULL  | NULL  | NULL  |
-- | le          | TRUE  | TRUE  | NULL  | NULL  | NULL  |
-- | gt          | FALSE | FALSE | NULL  | NULL  | NULL  |
-- | ge          | TRUE  | FALSE | NULL  | NULL  | NULL  |
-- | a_null      | FALSE | FALSE | TRUE  | FALSE | TRUE  |
-- | b_not_null  | TRUE  | TRUE  | TRUE  | FALSE | FALSE |
-- | is_distinct | FALSE | TRUE  | TRUE  | TRUE  | FALSE |
-- | is_same     | TRUE  | FALSE | FALSE | FALSE | TRUE  |

SELECT id FROM t WHERE a = b;
-- expect:
-- | id |
-- | 1  |

SELECT id FROM t WHERE NOT (a = b);
-- expect:
-- | id |
-- | 2  |

SELECT id FROM t WHERE a IS NOT DISTINCT FROM b;
-- expect:
-- | id |
-- | 1  |
-- | 5  |
