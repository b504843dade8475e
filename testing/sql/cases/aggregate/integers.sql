-- COUNT, SUM, AVG, MIN and MAX of each integer type: SUM and AVG keep the type, and AVG cuts towards zero.
-- tags: aggregate, integer, boundary
CREATE TABLE t (
  g STRING,
  ti TINYINT,
  si SMALLINT,
  i INT,
  bi BIGINT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"g":"mixed","ti":1,"si":1,"i":1,"bi":1,"ts":"2026-01-01 10:00:00.000"}
-- {"g":"mixed","ti":2,"si":2,"i":2,"bi":2,"ts":"2026-01-01 10:00:00.000"}
-- {"g":"mixed","ti":null,"si":null,"i":null,"bi":null,"ts":"2026-01-01 10:00:00.000"}
-- {"g":"mixed","ti":2,"si":2,"i":2,"bi":2,"ts":"2026-01-01 10:00:00.000"}
-- {"g":"negative","ti":-1,"si":-1,"i":-1,"bi":-1,"ts":"2026-01-01 10:00:00.000"}
-- {"g":"negative","ti":-2,"si":-2,"i":-2,"bi":-2,"ts":"2026-01-01 10:00:00.000"}
-- {"g":"null","ti":null,"si":null,"i":null,"bi":null,"ts":"2026-01-01 10:00:00.000"}
-- {"g":"limits","ti":127,"si":32767,"i":2147483647,"bi":9223372036854775807,"ts":"2026-01-01 10:00:00.000"}
-- {"g":"limits","ti":-128,"si":-32768,"i":-2147483648,"bi":-9223372036854775808,"ts":"2026-01-01 10:00:00.000"}

SELECT g, COUNT(*) AS cnt, COUNT(ti) AS cnt_ti,
  SUM(ti) AS sum_ti, SUM(si) AS sum_si, SUM(i) AS sum_i, SUM(bi) AS sum_bi,
  AVG(ti) AS avg_ti, AVG(si) AS avg_si, AVG(i) AS avg_i, AVG(bi) AS avg_bi,
  MIN(ti) AS min_ti, MIN(si) AS min_si, MIN(i) AS min_i, MIN(bi) AS min_bi,
  MAX(ti) AS max_ti, MAX(si) AS max_si, MAX(i) AS max_i, MAX(bi) AS max_bi
FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end, g;
-- expect: by column
-- | g      | limits               | mixed | negative | null |
-- | cnt    | 2                    | 4     | 2        | 1    |
-- | cnt_ti | 2                    | 3     | 2        | 0    |
-- | sum_ti | -1                   | 5     | -3       | NULL |
-- | sum_si | -1                   | 5     | -3       | NULL |
-- | sum_i  | -1                   | 5     | -3       | NULL |
-- | sum_bi | -1                   | 5     | -3       | NULL |
-- | avg_ti | 0                    | 1     | -1       | NULL |
-- | avg_si | 0                    | 1     | -1       | NULL |
-- | avg_i  | 0                    | 1     | -1       | NULL |
-- | avg_bi | 0                    | 1     | -1       | NULL |
-- | min_ti | -128                 | 1     | -2       | NULL |
-- | min_si | -32768               | 1     | -2       | NULL |
-- | min_i  | -2147483648          | 1     | -2       | NULL |
-- | min_bi | -9223372036854775808 | 1     | -2       | NULL |
-- | max_ti | 127                  | 2     | -1       | NULL |
-- | max_si | 32767                | 2     | -1       | NULL |
-- | max_i  | 2147483647           | 2     | -1       | NULL |
-- | max_bi | 9223372036854775807  | 2     | -1       | NULL |
