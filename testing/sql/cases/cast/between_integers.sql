-- Between integer types: what does not fit wraps around silently.
-- tags: cast, integer, overflow, boundary
CREATE TABLE t (
  id INT,
  ti TINYINT,
  i INT,
  bi BIGINT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"ti":127,"i":127,"bi":127}
-- {"id":2,"ti":-128,"i":128,"bi":2147483648}
-- {"id":3,"ti":0,"i":32768,"bi":9223372036854775807}
-- {"id":4,"ti":null,"i":-2147483648,"bi":-9223372036854775808}

SELECT id, CAST(ti AS BIGINT) AS ti_bi, CAST(i AS TINYINT) AS i_ti, CAST(i AS SMALLINT) AS i_si, CAST(bi AS TINYINT) AS bi_ti,
  CAST(bi AS SMALLINT) AS bi_si, CAST(bi AS INT) AS bi_i, TRY_CAST(bi AS INT) AS try_i
FROM t;
-- expect:
-- | id | ti_bi | i_ti | i_si   | bi_ti | bi_si | bi_i        | try_i       |
-- | 1  | 127   | 127  | 127    | 127   | 127   | 127         | 127         |
-- | 2  | -128  | -128 | 128    | 0     | 0     | -2147483648 | -2147483648 |
-- | 3  | 0     | 0    | -32768 | -1    | -1    | -1          | -1          |
-- | 4  | NULL  | 0    | 0      | 0     | 0     | 0           | 0           |
