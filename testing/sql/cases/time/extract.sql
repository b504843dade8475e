-- EXTRACT and its short forms; weeks are those of ISO, and Sunday is day 1.
-- tags: time, function, null, before-1970, boundary
CREATE TABLE t (
  id INT,
  dt DATE,
  t3 TIMESTAMP(3)
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"dt":"2026-01-01","t3":"2026-01-01 13:14:15.678"}
-- {"id":2,"dt":"2024-02-29","t3":"2024-12-31 23:59:59.999"}
-- {"id":3,"dt":"1969-12-31","t3":"1970-01-01 00:00:00.000"}
-- {"id":4,"dt":"2021-01-03","t3":"2021-01-03 00:00:00.000"}
-- {"id":5,"dt":null,"t3":null}

SELECT id, YEAR(dt) AS y, QUARTER(dt) AS q, MONTH(dt) AS mon, WEEK(dt) AS w, DAYOFYEAR(dt) AS doy, DAYOFMONTH(dt) AS dom, DAYOFWEEK(dt) AS dow,
  EXTRACT(YEAR FROM t3) AS t3_y, EXTRACT(WEEK FROM t3) AS t3_w, EXTRACT(DAY FROM t3) AS t3_d, HOUR(t3) AS h, MINUTE(t3) AS mi, SECOND(t3) AS s
FROM t;
-- expect: by column
-- | id   | 1    | 2    | 3    | 4    | 5    |
-- | y    | 2026 | 2024 | 1969 | 2021 | NULL |
-- | q    | 1    | 1    | 4    | 1    | NULL |
-- | mon  | 1    | 2    | 12   | 1    | NULL |
-- | w    | 1    | 9    | 1    | 53   | NULL |
-- | doy  | 1    | 60   | 365  | 3    | NULL |
-- | dom  | 1    | 29   | 31   | 3    | NULL |
-- | dow  | 5    | 5    | 4    | 1    | NULL |
-- | t3_y | 2026 | 2024 | 1970 | 2021 | NULL |
-- | t3_w | 1    | 1    | 1    | 53   | NULL |
-- | t3_d | 1    | 31   | 1    | 3    | NULL |
-- | h    | 13   | 23   | 0    | 0    | NULL |
-- | mi   | 14   | 59   | 0    | 0    | NULL |
-- | s    | 15   | 59   | 0    | 0    | NULL |
