-- Over all rows before: ROWS counts one row after the other, RANGE those of the same time together.
-- tags: over, rows, range
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

SELECT user_id, amount, SUM(amount) OVER (PARTITION BY user_id ORDER BY ts ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS total FROM orders;
-- expect:
-- | user_id | amount | total |
-- | 1       | 1      | 1     |
-- | 1       | 4      | 5     |
-- | 1       | 8      | 13    |
-- | 1       | 16     | 61    |
-- | 1       | 32     | 45    |
-- | 2       | 2      | 2     |
-- | 2       | 64     | 66    |
-- | 2       | 128    | 194   |
-- | 2       | NULL   | 66    |
-- | NULL    | 5      | 5     |
-- | NULL    | 7      | 12    |

SELECT user_id, amount, SUM(amount) OVER (PARTITION BY user_id ORDER BY ts) AS total, MAX(amount) OVER (PARTITION BY user_id ORDER BY ts) AS most FROM orders;
-- expect:
-- | user_id | amount | total | most |
-- | 1       | 1      | 1     | 1    |
-- | 1       | 4      | 5     | 4    |
-- | 1       | 8      | 45    | 32   |
-- | 1       | 16     | 61    | 32   |
-- | 1       | 32     | 45    | 32   |
-- | 2       | 2      | 2     | 2    |
-- | 2       | 64     | 66    | 64   |
-- | 2       | 128    | 194   | 128  |
-- | 2       | NULL   | 66    | 64   |
-- | NULL    | 5      | 5     | 5    |
-- | NULL    | 7      | 12    | 7    |
