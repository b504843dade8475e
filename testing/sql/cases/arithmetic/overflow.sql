-- Integer overflow wraps around silently in each type, the negation and ABS of the smallest value included.
-- tags: arithmetic, integer, overflow, boundary
CREATE TABLE t (
  id INT,
  ti TINYINT,
  si SMALLINT,
  i INT,
  bi BIGINT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"ti":127,"si":32767,"i":2147483647,"bi":9223372036854775807}
-- {"id":2,"ti":-128,"si":-32768,"i":-2147483648,"bi":-9223372036854775808}

SELECT id,
  ti + ti AS ti_ti, ti + CAST(1 AS TINYINT) AS ti_plus_1, si + si AS si_si, i + 1 AS i_plus_1, bi + 1 AS bi_plus_1,
  i * i AS i_i, bi * bi AS bi_bi, ti * ti AS ti_times, i - 1 AS i_minus_1, bi - 1 AS bi_minus_1,
  -i AS minus_i, -bi AS minus_bi, -ti AS minus_ti, ABS(i) AS abs_i, ABS(bi) AS abs_bi, i + bi AS i_bi, i / -1 AS i_div, bi / -1 AS bi_div
FROM t;
-- expect: by column
-- | id         | 1                    | 2                    |
-- | ti_ti      | -2                   | 0                    |
-- | ti_plus_1  | -128                 | -127                 |
-- | si_si      | -2                   | 0                    |
-- | i_plus_1   | -2147483648          | -2147483647          |
-- | bi_plus_1  | -9223372036854775808 | -9223372036854775807 |
-- | i_i        | 1                    | 0                    |
-- | bi_bi      | 1                    | 0                    |
-- | ti_times   | 1                    | 0                    |
-- | i_minus_1  | 2147483646           | 2147483647           |
-- | bi_minus_1 | 9223372036854775806  | 9223372036854775807  |
-- | minus_i    | -2147483647          | -2147483648          |
-- | minus_bi   | -9223372036854775807 | -9223372036854775808 |
-- | minus_ti   | -127                 | -128                 |
-- | abs_i      | 2147483647           | -2147483648          |
-- | abs_bi     | 9223372036854775807  | -9223372036854775808 |
-- | i_bi       | -9223372034707292162 | 9223372034707292160  |
-- | i_div      | -2147483647          | -2147483648          |
-- | bi_div     | -9223372036854775807 | -9223372036854775808 |
