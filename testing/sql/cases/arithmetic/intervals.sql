-- Adding and taking intervals: months keep to the last day, days and seconds are exact, before 1970 too.
-- tags: arithmetic, time, interval, before-1970, boundary
CREATE TABLE t (
  id INT,
  dt DATE,
  t3 TIMESTAMP(3),
  tm TIME(0)
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"dt":"2026-01-31","t3":"2026-01-31 23:59:59.999","tm":"23:59:59"}
-- {"id":2,"dt":"2024-02-29","t3":"2024-02-29 12:00:00.000","tm":"00:00:00"}
-- {"id":3,"dt":"1969-12-31","t3":"1969-12-31 23:59:59.999","tm":"12:30:00"}
-- {"id":4,"dt":null,"t3":null,"tm":null}

SELECT id,
  dt + INTERVAL '1' DAY AS dt_day, dt + INTERVAL '1' MONTH AS dt_month, dt - INTERVAL '1' YEAR AS dt_year,
  t3 + INTERVAL '1' MONTH AS t3_month, t3 - INTERVAL '3' MONTH AS t3_minus_3, t3 + INTERVAL '1' YEAR AS t3_year,
  t3 + INTERVAL '1' SECOND AS t3_second, t3 - INTERVAL '0.001' SECOND AS t3_milli, t3 + INTERVAL '1 02:03:04' DAY TO SECOND AS t3_mixed,
  t3 + INTERVAL '1-2' YEAR TO MONTH AS t3_year_month, tm + INTERVAL '1' HOUR AS tm_hour, tm - INTERVAL '1' MINUTE AS tm_minute,
  INTERVAL '2' DAY + t3 AS interval_first
FROM t;
-- expect: by column
-- | id             | 1                       | 2                       | 3                       | 4    |
-- | dt_day         | 2026-02-01              | 2024-03-01              | 1970-01-01              | NULL |
-- | dt_month       | 2026-02-28              | 2024-03-29              | 1970-01-31              | NULL |
-- | dt_year        | 2025-01-31              | 2023-02-28              | 1968-12-31              | NULL |
-- | t3_month       | 2026-02-28 23:59:59.999 | 2024-03-29 12:00:00.000 | 1970-01-31 23:59:59.999 | NULL |
-- | t3_minus_3     | 2025-10-31 23:59:59.999 | 2023-11-29 12:00:00.000 | 1969-09-30 23:59:59.999 | NULL |
-- | t3_year        | 2027-01-31 23:59:59.999 | 2025-02-28 12:00:00.000 | 1970-12-31 23:59:59.999 | NULL |
-- | t3_second      | 2026-02-01 00:00:00.999 | 2024-02-29 12:00:01.000 | 1970-01-01 00:00:00.999 | NULL |
-- | t3_milli       | 2026-01-31 23:59:59.998 | 2024-02-29 11:59:59.999 | 1969-12-31 23:59:59.998 | NULL |
-- | t3_mixed       | 2026-02-02 02:03:03.999 | 2024-03-01 14:03:04.000 | 1970-01-02 02:03:03.999 | NULL |
-- | t3_year_month  | 2027-03-31 23:59:59.999 | 2025-04-29 12:00:00.000 | 1971-02-28 23:59:59.999 | NULL |
-- | tm_hour        | 00:59:59                | 01:00:00                | 13:30:00                | NULL |
-- | tm_minute      | 23:58:59                | 23:59:00                | 12:29:00                | NULL |
-- | interval_first | 2026-02-02 23:59:59.999 | 2024-03-02 12:00:00.000 | 1970-01-02 23:59:59.999 | NULL |
