-- EXTRACT from a TIMESTAMP before 1970: Flink cuts towards 1970, so that the date is a day late and the time of day that of
-- the first millisecond of 1970. A defect of Flink that both engines share.
-- tags: time, function, before-1970, boundary, flink-defect
CREATE TABLE t (
  id INT,
  dt DATE,
  t3 TIMESTAMP(3)
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"dt":"1969-12-31","t3":"1969-12-31 23:59:59.999"}
-- {"id":2,"dt":"1969-12-31","t3":"1969-12-31 00:00:00.000"}
-- {"id":3,"dt":"1900-03-01","t3":"1900-03-01 12:34:56.789"}

SELECT id, YEAR(dt) AS y, QUARTER(dt) AS q, MONTH(dt) AS mon, WEEK(dt) AS w, DAYOFYEAR(dt) AS doy, DAYOFMONTH(dt) AS dom, DAYOFWEEK(dt) AS dow,
  EXTRACT(YEAR FROM t3) AS t3_y, EXTRACT(WEEK FROM t3) AS t3_w, EXTRACT(DAY FROM t3) AS t3_d, HOUR(t3) AS h, MINUTE(t3) AS mi, SECOND(t3) AS s
FROM t;
-- expect: by column
-- | id   | 1    | 2    | 3    |
-- | y    | 1969 | 1969 | 1900 |
-- | q    | 4    | 4    | 1    |
-- | mon  | 12   | 12   | 3    |
-- | w    | 1    | 1    | 9    |
-- | doy  | 365  | 365  | 60   |
-- | dom  | 31   | 31   | 1    |
-- | dow  | 4    | 4    | 5    |
-- | t3_y | 1970 | 1969 | 1900 |
-- | t3_w | 1    | 1    | 9    |
-- | t3_d | 1    | 31   | 2    |
-- | h    | 0    | 0    | -11  |
-- | mi   | 0    | 0    | -25  |
-- | s    | 0    | 0    | -3   |
