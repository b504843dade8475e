-- A group key of each type; equal values meet in one group.
-- tags: window, tumble, null, types
CREATE TABLE t (
  b BOOLEAN, ti TINYINT, si SMALLINT, i INT, bi BIGINT, f FLOAT, d DOUBLE,
  dc DECIMAL(20, 3), dt DATE, tm TIME(0), t6 TIMESTAMP(6),
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"b":true,"ti":-1,"si":-2,"i":-3,"bi":-4,"f":0.5,"d":-0.25,"dc":12345678901234567.125,"dt":"2026-01-01","tm":"10:00:00","t6":"2026-01-01 10:00:00.000001","ts":"2026-01-01 10:00:00.000"}
-- {"ts":"2026-01-01 10:00:01.000"}
-- {"b":true,"ti":-1,"si":-2,"i":-3,"bi":-4,"f":0.5,"d":-0.25,"dc":12345678901234567.125,"dt":"2026-01-01","tm":"10:00:00","t6":"2026-01-01 10:00:00.000001","ts":"2026-01-01 10:00:02.000"}
-- {"b":false,"ti":-1,"si":-2,"i":-3,"bi":-4,"f":0.5,"d":-0.25,"dc":12345678901234567.125,"dt":"2026-01-01","tm":"10:00:00","t6":"2026-01-01 10:00:00.000002","ts":"2026-01-01 10:00:03.000"}

SELECT window_start, b, ti, si, i, bi, f, d, dc, dt, tm, t6, COUNT(*) AS cnt
FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end, b, ti, si, i, bi, f, d, dc, dt, tm, t6;
-- expect: by column
-- | window_start | 2026-01-01 10:00:00.000    | 2026-01-01 10:00:00.000 | 2026-01-01 10:00:00.000    |
-- | b            | FALSE                      | NULL                    | TRUE                       |
-- | ti           | -1                         | NULL                    | -1                         |
-- | si           | -2                         | NULL                    | -2                         |
-- | i            | -3                         | NULL                    | -3                         |
-- | bi           | -4                         | NULL                    | -4                         |
-- | f            | 0.5                        | NULL                    | 0.5                        |
-- | d            | -0.25                      | NULL                    | -0.25                      |
-- | dc           | 12345678901234567.125      | NULL                    | 12345678901234567.125      |
-- | dt           | 2026-01-01                 | NULL                    | 2026-01-01                 |
-- | tm           | 10:00:00                   | NULL                    | 10:00:00                   |
-- | t6           | 2026-01-01 10:00:00.000002 | NULL                    | 2026-01-01 10:00:00.000001 |
-- | cnt          | 1                          | 1                       | 2                          |
