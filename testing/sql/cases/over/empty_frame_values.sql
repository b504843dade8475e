-- A frame whose values are all NULL sums to NULL and counts 0.
-- tags: over, null
CREATE TABLE orders (
  user_id INT,
  amount INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${dir}/orders.json', 'format' = 'json');

-- file: orders.json
-- {"user_id":1,"amount":null,"ts":"2026-01-01 10:00:00.000"}
-- {"user_id":1,"amount":3,"ts":"2026-01-01 10:00:01.000"}
-- {"user_id":1,"amount":null,"ts":"2026-01-01 10:00:02.000"}
-- {"user_id":1,"amount":null,"ts":"2026-01-01 10:00:03.000"}

SELECT ts, SUM(amount) OVER w AS total, COUNT(amount) OVER w AS cnt, COUNT(*) OVER w AS all_rows, MIN(amount) OVER w AS least, AVG(amount) OVER w AS average
FROM orders
WINDOW w AS (PARTITION BY user_id ORDER BY ts ROWS BETWEEN 1 PRECEDING AND CURRENT ROW);
-- expect:
-- | ts                      | total | cnt | all_rows | least | average |
-- | 2026-01-01 10:00:00.000 | NULL  | 0   | 1        | NULL  | NULL    |
-- | 2026-01-01 10:00:01.000 | 3     | 1   | 2        | 3     | 3       |
-- | 2026-01-01 10:00:02.000 | 3     | 1   | 2        | 3     | 3       |
-- | 2026-01-01 10:00:03.000 | NULL  | 0   | 2        | NULL  | NULL    |
