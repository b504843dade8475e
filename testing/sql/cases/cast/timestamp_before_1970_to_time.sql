-- The time of day of a TIMESTAMP before 1970 counts from midnight, as after 1970.
-- tags: cast, time, before-1970, boundary, flink-defect
-- flink-differs: it computes a negative time of day and fails with 'Invalid value for HourOfDay'
CREATE TABLE t (
  id INT,
  t3 TIMESTAMP(3)
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"t3":"1969-12-31 23:59:59.000"}
-- {"id":2,"t3":"1969-12-31 00:00:00.000"}
-- {"id":3,"t3":"0001-01-01 12:30:00.000"}

SELECT id, CAST(t3 AS TIME) AS tm FROM t;
-- expect:
-- | id | tm       |
-- | 1  | 23:59:59 |
-- | 2  | 00:00:00 |
-- | 3  | 12:30:00 |
