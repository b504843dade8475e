-- Numbers of different types are compared by value, DECIMAL against DOUBLE and integers too, but FLOAT with DOUBLE as FLOAT.
-- tags: comparison, types, boundary, surprise
CREATE TABLE t (
  id INT,
  ti TINYINT,
  bi BIGINT,
  dc DECIMAL(20, 2),
  f FLOAT,
  d DOUBLE
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"ti":1,"bi":1,"dc":1.00,"f":1.0,"d":1.0}
-- {"id":2,"ti":-128,"bi":9223372036854775807,"dc":0.10,"f":0.1,"d":0.1}
-- {"id":3,"ti":127,"bi":9007199254740993,"dc":9007199254740993.00,"f":-0.0,"d":9007199254740992.0}
-- {"id":4,"ti":0,"bi":0,"dc":0.00,"f":-0.0,"d":0.0}

SELECT id, ti = bi AS ti_bi, ti < dc AS ti_dc, bi = dc AS bi_dc, bi = d AS bi_d, dc = d AS dc_d, f = d AS f_d, dc > f AS dc_f,
  ti <= d AS ti_d
FROM t;
-- expect:
-- | id | ti_bi | ti_dc | bi_dc | bi_d  | dc_d | f_d   | dc_f  | ti_d |
-- | 1  | TRUE  | FALSE | TRUE  | TRUE  | TRUE | TRUE  | FALSE | TRUE |
-- | 2  | FALSE | TRUE  | FALSE | FALSE | TRUE | TRUE  | FALSE | TRUE |
-- | 3  | FALSE | TRUE  | TRUE  | TRUE  | TRUE | FALSE | TRUE  | TRUE |
-- | 4  | TRUE  | FALSE | TRUE  | TRUE  | TRUE | TRUE  | TRUE  | TRUE |
