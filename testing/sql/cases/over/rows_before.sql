-- Sums over the row itself and the two before it; of the same time, the row that came first goes first.
-- tags: cluster, over, rows
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
  SUM(amount) OVER w AS total, COUNT(*) OVER w AS cnt, MAX(amount) OVER w AS most, MIN(amount) OVER w AS least,
  AVG(amount) OVER w AS average
FROM orders
WINDOW w AS (PARTITION BY user_id ORDER BY ts ROWS BETWEEN 2 PRECEDING AND CURRENT ROW);
-- expect:
-- | user_id | amount | ts                      | total | cnt | most | least | average |
-- | 1       | 1      | 2026-01-01 10:00:00.000 | 1     | 1   | 1    | 1     | 1       |
-- | 1       | 4      | 2026-01-01 10:00:58.000 | 5     | 2   | 4    | 1     | 2       |
-- | 1       | 8      | 2026-01-01 10:01:00.000 | 13    | 3   | 8    | 1     | 4       |
-- | 1       | 16     | 2026-01-01 10:02:00.001 | 56    | 3   | 32   | 8     | 18      |
-- | 1       | 32     | 2026-01-01 10:01:00.000 | 44    | 3   | 32   | 4     | 14      |
-- | 2       | 2      | 2026-01-01 10:00:10.000 | 2     | 1   | 2    | 2     | 2       |
-- | 2       | 64     | 2026-01-01 10:01:10.000 | 66    | 2   | 64   | 2     | 33      |
-- | 2       | 128    | 2026-01-01 10:05:00.000 | 192   | 3   | 128  | 64    | 96      |
-- | 2       | NULL   | 2026-01-01 10:01:10.001 | 66    | 3   | 64   | 2     | 33      |
-- | NULL    | 5      | 2026-01-01 10:01:30.000 | 5     | 1   | 5    | 5     | 5       |
-- | NULL    | 7      | 2026-01-01 10:02:30.000 | 12    | 2   | 7    | 5     | 6       |
