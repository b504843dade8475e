-- SUM wraps around silently in each integer type; AVG sums as BIGINT, so that it does not for the smaller ones.
-- tags: aggregate, integer, overflow, boundary
CREATE TABLE t (
  ti TINYINT,
  si SMALLINT,
  i INT,
  bi BIGINT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"ti":127,"si":32767,"i":2147483647,"bi":9223372036854775807,"ts":"2026-01-01 10:00:00.000"}
-- {"ti":1,"si":1,"i":1,"bi":1,"ts":"2026-01-01 10:00:00.000"}
-- {"ti":-128,"si":-32768,"i":-2147483648,"bi":-9223372036854775808,"ts":"2026-01-01 10:01:00.000"}
-- {"ti":-2,"si":-2,"i":-2,"bi":-2,"ts":"2026-01-01 10:01:00.000"}

SELECT window_start,
  SUM(ti) AS sum_ti, SUM(si) AS sum_si, SUM(i) AS sum_i, SUM(bi) AS sum_bi,
  AVG(ti) AS avg_ti, AVG(si) AS avg_si, AVG(i) AS avg_i, AVG(bi) AS avg_bi
FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end;
-- expect: by column
-- | window_start | 2026-01-01 10:00:00.000 | 2026-01-01 10:01:00.000 |
-- | sum_ti       | -128                    | 126                     |
-- | sum_si       | -32768                  | 32766                   |
-- | sum_i        | -2147483648             | 2147483646              |
-- | sum_bi       | -9223372036854775808    | 9223372036854775806     |
-- | avg_ti       | 64                      | -65                     |
-- | avg_si       | 16384                   | -16385                  |
-- | avg_i        | 1073741824              | -1073741825             |
-- | avg_bi       | -4611686018427387904    | 4611686018427387903     |
