-- DISTINCT within a frame: a value counts as long as a row of the frame has it.
-- tags: over, distinct
CREATE TABLE orders (
  user_id INT,
  amount INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${dir}/orders.json', 'format' = 'json');

-- file: orders.json
-- {"user_id":1,"amount":5,"ts":"2026-01-01 10:00:00.000"}
-- {"user_id":1,"amount":5,"ts":"2026-01-01 10:01:00.000"}
-- {"user_id":1,"amount":7,"ts":"2026-01-01 10:02:00.000"}
-- {"user_id":1,"amount":null,"ts":"2026-01-01 10:03:00.000"}
-- {"user_id":1,"amount":5,"ts":"2026-01-01 10:04:00.000"}
-- {"user_id":1,"amount":7,"ts":"2026-01-01 10:05:00.000"}
-- {"user_id":1,"amount":7,"ts":"2026-01-01 10:06:00.000"}
-- {"user_id":1,"amount":9,"ts":"2026-01-01 10:07:00.000"}

SELECT ts, COUNT(DISTINCT amount) OVER w AS different, SUM(DISTINCT amount) OVER w AS total
FROM orders
WINDOW w AS (PARTITION BY user_id ORDER BY ts ROWS BETWEEN 2 PRECEDING AND CURRENT ROW);
-- expect:
-- | ts                      | different | total |
-- | 2026-01-01 10:00:00.000 | 1         | 5     |
-- | 2026-01-01 10:01:00.000 | 1         | 5     |
-- | 2026-01-01 10:02:00.000 | 2         | 12    |
-- | 2026-01-01 10:03:00.000 | 2         | 12    |
-- | 2026-01-01 10:04:00.000 | 2         | 12    |
-- | 2026-01-01 10:05:00.000 | 2         | 12    |
-- | 2026-01-01 10:06:00.000 | 2         | 12    |
-- | 2026-01-01 10:07:00.000 | 2         | 16    |

SELECT ts, COUNT(DISTINCT amount) OVER w AS different
FROM orders
WINDOW w AS (PARTITION BY user_id ORDER BY ts RANGE BETWEEN INTERVAL '2' MINUTE PRECEDING AND CURRENT ROW);
-- expect:
-- | ts                      | different |
-- | 2026-01-01 10:00:00.000 | 1         |
-- | 2026-01-01 10:01:00.000 | 1         |
-- | 2026-01-01 10:02:00.000 | 2         |
-- | 2026-01-01 10:03:00.000 | 2         |
-- | 2026-01-01 10:04:00.000 | 2         |
-- | 2026-01-01 10:05:00.000 | 2         |
-- | 2026-01-01 10:06:00.000 | 2         |
-- | 2026-01-01 10:07:00.000 | 2         |
