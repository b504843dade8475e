-- TIMESTAMPDIFF counts whole units between two times and cuts towards zero; a month is full on the last
-- day of a shorter one too.
-- tags: time, function, null, before-1970, boundary, surprise
CREATE TABLE t (
  id INT,
  a TIMESTAMP(3),
  b TIMESTAMP(3)
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"a":"2026-01-31 00:00:00.000","b":"2026-02-28 00:00:00.000"}
-- {"id":2,"a":"2026-01-01 00:00:00.000","b":"2026-01-01 23:59:59.999"}
-- {"id":3,"a":"2026-01-01 00:00:00.000","b":"2025-12-31 23:59:59.001"}
-- {"id":4,"a":"1969-12-31 00:00:00.000","b":"1970-01-01 12:00:00.000"}
-- {"id":5,"a":"2024-02-29 00:00:00.000","b":"2025-02-28 00:00:00.000"}
-- {"id":6,"a":null,"b":"2026-01-01 00:00:00.000"}

SELECT id, TIMESTAMPDIFF(SECOND, a, b) AS s, TIMESTAMPDIFF(MINUTE, a, b) AS mi, TIMESTAMPDIFF(HOUR, a, b) AS h, TIMESTAMPDIFF(DAY, a, b) AS d,
  TIMESTAMPDIFF(WEEK, a, b) AS w, TIMESTAMPDIFF(MONTH, a, b) AS mon, TIMESTAMPDIFF(QUARTER, a, b) AS q, TIMESTAMPDIFF(YEAR, a, b) AS y,
  TIMESTAMPDIFF(DAY, CAST(a AS DATE), CAST(b AS DATE)) AS dates
FROM t;
-- expect:
-- | id | s        | mi     | h    | d    | w    | mon  | q    | y    | dates |
-- | 1  | 2419200  | 40320  | 672  | 28   | 4    | 1    | 0    | 0    | 28    |
-- | 2  | 86399    | 1439   | 23   | 0    | 0    | 0    | 0    | 0    | 0     |
-- | 3  | 0        | 0      | 0    | 0    | 0    | 0    | 0    | 0    | -1    |
-- | 4  | 129600   | 2160   | 36   | 1    | 0    | 0    | 0    | 0    | 1     |
-- | 5  | 31536000 | 525600 | 8760 | 365  | 52   | 12   | 4    | 1    | 365   |
-- | 6  | NULL     | NULL   | NULL | NULL | NULL | NULL | NULL | NULL | NULL  |
