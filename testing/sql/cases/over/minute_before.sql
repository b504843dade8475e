-- Over the minute before each row, both ends included: rows of the same time have the same answer.
-- tags: over, range, row:44
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

SELECT user_id, amount, ts,
  SUM(amount) OVER w AS total, COUNT(amount) OVER w AS cnt, MAX(amount) OVER w AS most, AVG(CAST(amount AS DOUBLE)) OVER w AS average
FROM orders
WINDOW w AS (PARTITION BY user_id ORDER BY ts RANGE BETWEEN INTERVAL '1' MINUTE PRECEDING AND CURRENT ROW);
-- expect:
-- | user_id | amount | ts                      | total | cnt | most | average |
-- | 1       | 1      | 2026-01-01 10:00:00.000 | 1     | 1   | 1    | 1.0     |
-- | 1       | 4      | 2026-01-01 10:00:58.000 | 5     | 2   | 4    | 2.5     |
-- | 1       | 8      | 2026-01-01 10:01:00.000 | 45    | 4   | 32   | 11.25   |
-- | 1       | 16     | 2026-01-01 10:02:00.001 | 16    | 1   | 16   | 16.0    |
-- | 1       | 32     | 2026-01-01 10:01:00.000 | 45    | 4   | 32   | 11.25   |
-- | 2       | 2      | 2026-01-01 10:00:10.000 | 2     | 1   | 2    | 2.0     |
-- | 2       | 64     | 2026-01-01 10:01:10.000 | 66    | 2   | 64   | 33.0    |
-- | 2       | 128    | 2026-01-01 10:05:00.000 | 128   | 1   | 128  | 128.0   |
-- | 2       | NULL   | 2026-01-01 10:01:10.001 | 64    | 1   | 64   | 64.0    |
-- | NULL    | 5      | 2026-01-01 10:01:30.000 | 5     | 1   | 5    | 5.0     |
-- | NULL    | 7      | 2026-01-01 10:02:30.000 | 12    | 2   | 7    | 6.0     |
