-- The first and the last row of each user and window, by event time; of the same time the first stays the first, and the last to come is the last.
-- tags: rank, deduplicate, window
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
-- {"user_id":1,"product":"tie","price":1.0,"ts":"2026-01-01 10:00:01.000"}
-- {"user_id":1,"product":"tie","price":1.0,"ts":"2026-01-01 10:00:05.000"}
-- {"user_id":2,"product":"p7","price":9.0,"ts":"2026-01-01 10:05:00.000"}
-- {"user_id":1,"product":"p1","price":0.5,"ts":"2026-01-01 10:05:00.000"}
-- {"user_id":null,"product":"p6","price":7.0,"ts":"2026-01-01 10:06:00.000"}

SELECT window_start, user_id, product, price FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY window_start, window_end, user_id ORDER BY ts) AS rank_number
  FROM TABLE(TUMBLE(TABLE visits, DESCRIPTOR(ts), INTERVAL '5' MINUTES)))
WHERE rank_number = 1;
-- expect:
-- | window_start            | user_id | product | price |
-- | 2026-01-01 10:00:00.000 | 1       | p1      | 3.5   |
-- | 2026-01-01 10:00:00.000 | 2       | p9      | 9.0   |
-- | 2026-01-01 10:05:00.000 | 1       | p1      | 0.5   |
-- | 2026-01-01 10:05:00.000 | 2       | p7      | 9.0   |
-- | 2026-01-01 10:05:00.000 | NULL    | p6      | 7.0   |

SELECT window_start, user_id, product, price FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY window_start, window_end, user_id ORDER BY ts DESC) AS rank_number
  FROM TABLE(TUMBLE(TABLE visits, DESCRIPTOR(ts), INTERVAL '5' MINUTES)))
WHERE rank_number = 1;
-- expect:
-- | window_start            | user_id | product | price |
-- | 2026-01-01 10:00:00.000 | 1       | tie     | 1.0   |
-- | 2026-01-01 10:00:00.000 | 2       | p8      | 2.0   |
-- | 2026-01-01 10:05:00.000 | 1       | p1      | 0.5   |
-- | 2026-01-01 10:05:00.000 | 2       | p7      | 9.0   |
-- | 2026-01-01 10:05:00.000 | NULL    | p6      | 7.0   |
