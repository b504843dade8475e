-- MIN and MAX of texts, and other columns passed through with their NULLs.
-- tags: over, text
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

SELECT user_id, product, price, MIN(product) OVER w AS least, MAX(product) OVER w AS most
FROM visits
WINDOW w AS (PARTITION BY user_id ORDER BY ts ROWS BETWEEN 2 PRECEDING AND CURRENT ROW);
-- expect:
-- | user_id | product | price | least | most |
-- | 1       | p1      | 0.5   | p1    | p5   |
-- | 1       | p1      | 3.5   | p1    | p1   |
-- | 1       | p2      | 1.5   | p1    | p2   |
-- | 1       | p3      | 3.5   | p1    | p3   |
-- | 1       | p4      | NULL  | p3    | p5   |
-- | 1       | p5      | 8.0   | p2    | p5   |
-- | 2       | p7      | 9.0   | p7    | p9   |
-- | 2       | p8      | 2.0   | p8    | p9   |
-- | 2       | p9      | 9.0   | p9    | p9   |
-- | NULL    | p5      | 7.0   | p5    | p5   |
-- | NULL    | p6      | 7.0   | p5    | p6   |
