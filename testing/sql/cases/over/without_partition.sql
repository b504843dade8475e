-- Without PARTITION BY all rows are of one key.
-- tags: over
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

SELECT user_id, ts, SUM(amount) OVER (ORDER BY ts RANGE BETWEEN INTERVAL '30' SECOND PRECEDING AND CURRENT ROW) AS total FROM orders;
-- expect:
-- | user_id | ts                      | total |
-- | 1       | 2026-01-01 10:00:00.000 | 1     |
-- | 1       | 2026-01-01 10:00:58.000 | 4     |
-- | 1       | 2026-01-01 10:01:00.000 | 44    |
-- | 1       | 2026-01-01 10:01:00.000 | 44    |
-- | 1       | 2026-01-01 10:02:00.001 | 16    |
-- | 2       | 2026-01-01 10:00:10.000 | 3     |
-- | 2       | 2026-01-01 10:01:10.000 | 108   |
-- | 2       | 2026-01-01 10:01:10.001 | 108   |
-- | 2       | 2026-01-01 10:05:00.000 | 128   |
-- | NULL    | 2026-01-01 10:01:30.000 | 109   |
-- | NULL    | 2026-01-01 10:02:30.000 | 23    |

SELECT user_id, ts, SUM(amount) OVER (ORDER BY ts ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS total FROM orders;
-- expect:
-- | user_id | ts                      | total |
-- | 1       | 2026-01-01 10:00:00.000 | 1     |
-- | 1       | 2026-01-01 10:00:58.000 | 6     |
-- | 1       | 2026-01-01 10:01:00.000 | 12    |
-- | 1       | 2026-01-01 10:01:00.000 | 40    |
-- | 1       | 2026-01-01 10:02:00.001 | 21    |
-- | 2       | 2026-01-01 10:00:10.000 | 3     |
-- | 2       | 2026-01-01 10:01:10.000 | 96    |
-- | 2       | 2026-01-01 10:01:10.001 | 64    |
-- | 2       | 2026-01-01 10:05:00.000 | 135   |
-- | NULL    | 2026-01-01 10:01:30.000 | 5     |
-- | NULL    | 2026-01-01 10:02:30.000 | 23    |
