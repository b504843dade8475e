-- The results of windows in the order of their ends.
-- tags: sort, window
CREATE TABLE visits (
  user_id INT,
  product STRING,
  price DOUBLE,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${dir}/visits.json', 'format' = 'json');

-- file: visits.json
-- {"user_id":1,"product":"p1","price":3.5,"ts":"2026-01-01 10:00:01.000"}
-- {"user_id":1,"product":"p2","price":1.5,"ts":"2026-01-01 10:00:02.000"}
-- {"user_id":2,"product":"p9","price":9.0,"ts":"2026-01-01 10:00:02.500"}
-- {"user_id":1,"product":"p3","price":3.5,"ts":"2026-01-01 10:00:03.000"}
-- {"user_id":1,"product":"p4","price":null,"ts":"2026-01-01 10:00:05.000"}
-- {"user_id":2,"product":"p8","price":2.0,"ts":"2026-01-01 10:00:05.000"}
-- {"user_id":1,"product":"p5","price":8.0,"ts":"2026-01-01 10:00:04.000"}
-- {"user_id":null,"product":"p5","price":7.0,"ts":"2026-01-01 10:00:06.000"}
-- {"user_id":2,"product":"p7","price":9.0,"ts":"2026-01-01 10:05:00.000"}
-- {"user_id":1,"product":"p1","price":0.5,"ts":"2026-01-01 10:05:00.000"}
-- {"user_id":null,"product":"p6","price":7.0,"ts":"2026-01-01 10:06:00.000"}

SELECT window_time, user_id, cnt FROM (
  SELECT window_time, user_id, COUNT(*) AS cnt
  FROM TABLE(TUMBLE(TABLE visits, DESCRIPTOR(ts), INTERVAL '2' SECONDS))
  GROUP BY window_start, window_end, window_time, user_id)
ORDER BY window_time, user_id;
-- expect-ordered:
-- | window_time             | user_id | cnt |
-- | 2026-01-01 10:00:01.999 | 1       | 1   |
-- | 2026-01-01 10:00:03.999 | 1       | 2   |
-- | 2026-01-01 10:00:03.999 | 2       | 1   |
-- | 2026-01-01 10:00:05.999 | 1       | 2   |
-- | 2026-01-01 10:00:05.999 | 2       | 1   |
-- | 2026-01-01 10:00:07.999 | NULL    | 1   |
-- | 2026-01-01 10:05:01.999 | 1       | 1   |
-- | 2026-01-01 10:05:01.999 | 2       | 1   |
-- | 2026-01-01 10:06:01.999 | NULL    | 1   |
