-- BOOLEAN to and from numbers and text.
-- tags: cast, boolean
CREATE TABLE t (
  id INT,
  b BOOLEAN,
  i INT,
  d DOUBLE
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"b":true,"i":0,"d":0.0}
-- {"id":2,"b":false,"i":1,"d":0.5}
-- {"id":3,"b":null,"i":-7,"d":-0.0}
-- {"id":4,"b":null,"i":null,"d":null}

SELECT id, CAST(b AS INT) AS b_i, CAST(b AS BIGINT) AS b_bi, CAST(b AS DOUBLE) AS b_d, CAST(b AS DECIMAL(3, 1)) AS b_dc,
  CAST(b AS STRING) AS b_s, CAST(i AS BOOLEAN) AS i_b
FROM t;
-- expect:
-- | id | b_i  | b_bi | b_d  | b_dc | b_s   | i_b   |
-- | 1  | 1    | 1    | 1.0  | 1.0  | TRUE  | FALSE |
-- | 2  | 0    | 0    | 0.0  | 0.0  | FALSE | TRUE  |
-- | 3  | NULL | NULL | NULL | NULL | NULL  | TRUE  |
-- | 4  | NULL | NULL | NULL | NULL | NULL  | NULL  |
