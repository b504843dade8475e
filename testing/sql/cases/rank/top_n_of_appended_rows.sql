-- The two cheapest products of each user: NULL comes first, of equal prices the one that came first.
-- tags: rank, top-n, row:31
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

SELECT user_id, product, price, rank_number FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY user_id ORDER BY price) AS rank_number FROM visits)
WHERE rank_number <= 2;
-- expect-final:
-- | user_id | product | price | rank_number |
-- | 1       | p1      | 0.5   | 2           |
-- | 1       | p4      | NULL  | 1           |
-- | 2       | p8      | 2.0   | 1           |
-- | 2       | p9      | 9.0   | 2           |
-- | NULL    | p5      | 7.0   | 1           |
-- | NULL    | p6      | 7.0   | 2           |
