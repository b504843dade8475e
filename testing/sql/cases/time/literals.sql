-- DATE, TIME, TIMESTAMP and INTERVAL literals in all their lengths, without any table.
-- tags: time, literal, values, boundary
SELECT DATE '2024-02-29' AS dt, TIME '23:59:59.999' AS tm, TIMESTAMP '1969-12-31 23:59:59' AS t0, TIMESTAMP '2026-01-01 00:00:00.123456789' AS t9,
  TIMESTAMP '2026-01-01 00:00:00.5' + INTERVAL '1' DAY AS plus_day, DATE '2026-03-01' - INTERVAL '1' DAY AS minus_day, TIMESTAMP '2026-01-01 10:00:00' > TIMESTAMP '2026-01-01 09:59:59.999' AS later;
-- expect:
-- | dt         | tm           | t0                  | t9                            | plus_day              | minus_day  | later |
-- | 2024-02-29 | 23:59:59.999 | 1969-12-31 23:59:59 | 2026-01-01 00:00:00.123456789 | 2026-01-02 00:00:00.5 | 2026-02-28 | TRUE  |
