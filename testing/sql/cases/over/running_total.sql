-- A running total by user, and the total of the last minute, in event time.
-- tags: over, row:44
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
-- {"user_id":1,"amount":16,"ts":"2026-01-01 10:02:00.001"}

SELECT user_id, amount, ts,
  SUM(amount) OVER (PARTITION BY user_id ORDER BY ts RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS running_total,
  SUM(amount) OVER (PARTITION BY user_id ORDER BY ts RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) * 2 AS twice
FROM orders;
-- expect:
-- | user_id | amount | ts                      | running_total | twice |
-- | 1       | 1      | 2026-01-01 10:00:00.000 | 1             | 2     |
-- | 1       | 4      | 2026-01-01 10:00:58.000 | 5             | 10    |
-- | 1       | 8      | 2026-01-01 10:01:00.000 | 13            | 26    |
-- | 1       | 16     | 2026-01-01 10:02:00.001 | 29            | 58    |
-- | 2       | 2      | 2026-01-01 10:00:10.000 | 2             | 4     |

SELECT user_id, ts,
  SUM(amount) OVER (PARTITION BY user_id ORDER BY ts RANGE BETWEEN INTERVAL '1' MINUTE PRECEDING AND CURRENT ROW) AS last_minute
FROM orders;
-- expect:
-- | user_id | ts                      | last_minute |
-- | 1       | 2026-01-01 10:00:00.000 | 1           |
-- | 1       | 2026-01-01 10:00:58.000 | 5           |
-- | 1       | 2026-01-01 10:01:00.000 | 13          |
-- | 1       | 2026-01-01 10:02:00.001 | 16          |
-- | 2       | 2026-01-01 10:00:10.000 | 2           |
