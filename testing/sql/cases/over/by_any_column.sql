-- OVER ordered by a column that is no time attribute: a row that comes later changes the rows behind it.
-- tags: over, updating
-- not-native: OVER that is ordered by a column that is no time attribute
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

SELECT user_id, amount, SUM(amount) OVER (PARTITION BY user_id ORDER BY amount) AS total FROM orders;
-- expect-final:
-- | user_id | amount | total |
-- | 1       | 1      | 1     |
-- | 1       | 4      | 5     |
-- | 1       | 8      | 13    |
-- | 1       | 16     | 29    |
-- | 1       | 32     | 61    |
-- | 2       | 2      | 2     |
-- | 2       | 64     | 66    |
-- | 2       | 128    | 194   |
-- | 2       | NULL   | NULL  |
-- | NULL    | 5      | 5     |
-- | NULL    | 7      | 12    |
