-- The first and the last value of the frame, and of all rows before.
-- tags: over, first-value
CREATE TABLE orders (
  user_id INT,
  amount INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${dir}/orders.json', 'format' = 'json');

-- file: orders.json
-- {"user_id":1,"amount":1,"ts":"2026-01-01 10:00:00.000"}
-- {"user_id":2,"amount":2,"ts":"2026-01-01 10:00:10.000"}
-- {"user_id":1,"amount":8,"ts":"2026-01-01 10:01:00.000"}
-- {"user_id":1,"amount":4,"ts":"2026-01-01 10:00:58.000"}
-- {"user_id":1,"amount":32,"ts":"2026-01-01 10:01:00.000"}
-- {"user_id":2,"amount":64,"ts":"2026-01-01 10:01:10.000"}
-- {"user_id":2,"amount":null,"ts":"2026-01-01 10:01:10.001"}
-- {"user_id":null,"amount":5,"ts":"2026-01-01 10:01:30.000"}
-- {"user_id":1,"amount":16,"ts":"2026-01-01 10:02:00.001"}
-- {"user_id":null,"amount":7,"ts":"2026-01-01 10:02:30.000"}
-- {"user_id":2,"amount":128,"ts":"2026-01-01 10:05:00.000"}

SELECT user_id, amount, FIRST_VALUE(amount) OVER w AS first_amount, LAST_VALUE(amount) OVER w AS last_amount
FROM orders
WINDOW w AS (PARTITION BY user_id ORDER BY ts ROWS BETWEEN 1 PRECEDING AND CURRENT ROW);
-- expect:
-- | user_id | amount | first_amount | last_amount |
-- | 1       | 1      | 1            | 1           |
-- | 1       | 4      | 1            | 4           |
-- | 1       | 8      | 4            | 8           |
-- | 1       | 16     | 32           | 16          |
-- | 1       | 32     | 8            | 32          |
-- | 2       | 2      | 2            | 2           |
-- | 2       | 64     | 2            | 64          |
-- | 2       | 128    | 128          | 128         |
-- | 2       | NULL   | 64           | 64          |
-- | NULL    | 5      | 5            | 5           |
-- | NULL    | 7      | 5            | 7           |

SELECT user_id, amount, FIRST_VALUE(amount) OVER w AS first_amount, LAST_VALUE(amount) OVER w AS last_amount
FROM orders
WINDOW w AS (PARTITION BY user_id ORDER BY ts ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW);
-- expect:
-- | user_id | amount | first_amount | last_amount |
-- | 1       | 1      | 1            | 1           |
-- | 1       | 4      | 1            | 4           |
-- | 1       | 8      | 1            | 8           |
-- | 1       | 16     | 1            | 16          |
-- | 1       | 32     | 1            | 32          |
-- | 2       | 2      | 2            | 2           |
-- | 2       | 64     | 2            | 64          |
-- | 2       | 128    | 2            | 128         |
-- | 2       | NULL   | 2            | 64          |
-- | NULL    | 5      | 5            | 5           |
-- | NULL    | 7      | 5            | 7           |
