-- Text that is no date: TO_DATE and TO_TIMESTAMP give NULL, but TO_DATE with a pattern a date in the year 1,705,471. A
-- defect of Flink that both engines share.
-- tags: time, function, null, wrong, flink-defect
CREATE TABLE t (
  id INT,
  s STRING
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"s":"nonsense"}
-- {"id":2,"s":""}

SELECT id, TO_DATE(s) AS date_s, TO_DATE(s, 'yyyy-MM-dd') AS date_p, TO_TIMESTAMP(s) AS timestamp_s,
  TO_TIMESTAMP(s, 'yyyy-MM-dd') AS timestamp_p
FROM t;
-- expect:
-- | id | date_s | date_p         | timestamp_s | timestamp_p |
-- | 1  | NULL   | +1705471-09-27 | NULL        | NULL        |
-- | 2  | NULL   | +1705471-09-27 | NULL        | NULL        |
