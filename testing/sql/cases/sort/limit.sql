-- ORDER BY with LIMIT and OFFSET is Top-N of all rows, kept up to date.
-- tags: sort, limit, updating
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

SELECT product, price FROM visits ORDER BY price DESC NULLS LAST LIMIT 3;
-- expect-final:
-- | product | price |
-- | p5      | 8.0   |
-- | p7      | 9.0   |
-- | p9      | 9.0   |

SELECT product, price FROM visits ORDER BY price, ts LIMIT 2 OFFSET 1;
-- expect-final:
-- | product | price |
-- | p1      | 0.5   |
-- | p2      | 1.5   |

SELECT product, price FROM visits ORDER BY price DESC NULLS FIRST, product FETCH FIRST 1 ROWS ONLY;
-- expect-final:
-- | product | price |
-- | p4      | NULL  |
