-- TIMESTAMPADD of each unit to a TIMESTAMP and a DATE.
-- tags: time, function, null, before-1970, boundary
CREATE TABLE t (
  id INT,
  n INT,
  t3 TIMESTAMP(3),
  dt DATE
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"n":1,"t3":"2026-01-31 23:59:59.999","dt":"2026-01-31"}
-- {"id":2,"n":-1,"t3":"1970-01-01 00:00:00.000","dt":"1970-01-01"}
-- {"id":3,"n":13,"t3":"2024-02-29 12:00:00.000","dt":"2024-02-29"}
-- {"id":4,"n":null,"t3":"2026-01-01 00:00:00.000","dt":"2026-01-01"}
-- {"id":5,"n":1,"t3":null,"dt":null}

SELECT id, TIMESTAMPADD(SECOND, n, t3) AS s, TIMESTAMPADD(MINUTE, n, t3) AS mi, TIMESTAMPADD(HOUR, n, t3) AS h, TIMESTAMPADD(DAY, n, t3) AS d,
  TIMESTAMPADD(WEEK, n, t3) AS w, TIMESTAMPADD(MONTH, n, t3) AS mon, TIMESTAMPADD(QUARTER, n, t3) AS q, TIMESTAMPADD(YEAR, n, t3) AS y,
  TIMESTAMPADD(DAY, n, dt) AS dt_d, TIMESTAMPADD(MONTH, n, dt) AS dt_m
FROM t;
-- expect: by column
-- | id   | 1                       | 2                       | 3                       | 4    | 5    |
-- | s    | 2026-02-01 00:00:00.999 | 1969-12-31 23:59:59.000 | 2024-02-29 12:00:13.000 | NULL | NULL |
-- | mi   | 2026-02-01 00:00:59.999 | 1969-12-31 23:59:00.000 | 2024-02-29 12:13:00.000 | NULL | NULL |
-- | h    | 2026-02-01 00:59:59.999 | 1969-12-31 23:00:00.000 | 2024-03-01 01:00:00.000 | NULL | NULL |
-- | d    | 2026-02-01 23:59:59.999 | 1969-12-31 00:00:00.000 | 2024-03-13 12:00:00.000 | NULL | NULL |
-- | w    | 2026-02-07 23:59:59.999 | 1969-12-25 00:00:00.000 | 2024-05-30 12:00:00.000 | NULL | NULL |
-- | mon  | 2026-02-28 23:59:59.999 | 1969-12-01 00:00:00.000 | 2025-03-29 12:00:00.000 | NULL | NULL |
-- | q    | 2026-04-30 23:59:59.999 | 1969-10-01 00:00:00.000 | 2027-05-29 12:00:00.000 | NULL | NULL |
-- | y    | 2027-01-31 23:59:59.999 | 1969-01-01 00:00:00.000 | 2037-02-28 12:00:00.000 | NULL | NULL |
-- | dt_d | 2026-02-01              | 1969-12-31              | 2024-03-13              | NULL | NULL |
-- | dt_m | 2026-02-28              | 1969-12-01              | 2025-03-29              | NULL | NULL |
