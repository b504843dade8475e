-- AND, OR and NOT over all pairs of TRUE, FALSE and NULL.
-- tags: logic, null
CREATE TABLE t (
  id INT,
  a BOOLEAN,
  b BOOLEAN
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"a":true,"b":true}
-- {"id":2,"a":true,"b":false}
-- {"id":3,"a":true,"b":null}
-- {"id":4,"a":false,"b":true}
-- {"id":5,"a":false,"b":false}
-- {"id":6,"a":false,"b":null}
-- {"id":7,"a":null,"b":true}
-- {"id":8,"a":null,"b":false}
-- {"id":9,"a":null,"b":null}

SELECT id, a, b, a AND b AS a_and_b, a OR b AS a_or_b, NOT a AS not_a, NOT (a AND b) AS nand, a <> b AS a_xor_b
FROM t;
-- expect:
-- | id | a     | b     | a_and_b | a_or_b | not_a | nand  | a_xor_b |
-- | 1  | TRUE  | TRUE  | TRUE    | TRUE   | FALSE | FALSE | FALSE   |
-- | 2  | TRUE  | FALSE | FALSE   | TRUE   | FALSE | TRUE  | TRUE    |
-- | 3  | TRUE  | NULL  | NULL    | TRUE   | FALSE | NULL  | NULL    |
-- | 4  | FALSE | TRUE  | FALSE   | TRUE   | TRUE  | TRUE  | TRUE    |
-- | 5  | FALSE | FALSE | FALSE   | FALSE  | TRUE  | TRUE  | FALSE   |
-- | 6  | FALSE | NULL  | FALSE   | NULL   | TRUE  | TRUE  | NULL    |
-- | 7  | NULL  | TRUE  | NULL    | TRUE   | NULL  | NULL  | NULL    |
-- | 8  | NULL  | FALSE | FALSE   | NULL   | NULL  | TRUE  | NULL    |
-- | 9  | NULL  | NULL  | NULL    | NULL   | NULL  | NULL  | NULL    |

SELECT id FROM t WHERE a AND b;
-- expect:
-- | id |
-- | 1  |

SELECT id FROM t WHERE a OR b;
-- expect:
-- | id |
-- | 1  |
-- | 2  |
-- | 3  |
-- | 4  |
-- | 7  |

SELECT id FROM t WHERE NOT (a OR b);
-- expect:
-- | id |
-- | 5  |
