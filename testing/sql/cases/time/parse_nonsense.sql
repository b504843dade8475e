-- Text that is no date: TO_DATE and TO_TIMESTAMP give NULL, with and without a pattern.
-- tags: time, function, null, wrong, flink-defect
-- flink-differs: TO_DATE with a pattern gives the date +1705471-09-27 for it
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
-- | id | date_s | date_p | timestamp_s | timestamp_p |
-- | 1  | NULL   | NULL   | NULL        | NULL        |
-- | 2  | NULL   | NULL   | NULL        | NULL        |
