-- A key of a bounded range is forgotten half a frame after its last row can matter; what comes later starts anew, even if it is late.
-- tags: over, late, surprise
CREATE TABLE orders (
  user_id INT,
  amount INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${dir}/orders.json', 'format' = 'json');

-- file: orders.json
-- {"user_id":1,"amount":1,"ts":"2026-01-01 10:00:00.000"}
-- {"user_id":1,"amount":2,"ts":"2026-01-01 10:00:40.000"}
-- {"user_id":2,"amount":4,"ts":"2026-01-01 10:01:50.000"}
-- {"user_id":1,"amount":8,"ts":"2026-01-01 10:00:50.000"}
-- {"user_id":2,"amount":16,"ts":"2026-01-01 10:02:30.000"}
-- {"user_id":1,"amount":32,"ts":"2026-01-01 10:00:45.000"}
-- {"user_id":2,"amount":64,"ts":"2026-01-01 10:09:00.000"}
-- {"user_id":1,"amount":128,"ts":"2026-01-01 10:01:00.000"}
-- {"user_id":2,"amount":256,"ts":"2026-01-01 10:20:00.000"}

SELECT user_id, ts, SUM(amount) OVER (PARTITION BY user_id ORDER BY ts RANGE BETWEEN INTERVAL '1' MINUTE PRECEDING AND CURRENT ROW) AS total FROM orders;
-- expect:
-- | user_id | ts                      | total |
-- | 1       | 2026-01-01 10:00:00.000 | 1     |
-- | 1       | 2026-01-01 10:00:40.000 | 3     |
-- | 1       | 2026-01-01 10:00:45.000 | 32    |
-- | 1       | 2026-01-01 10:01:00.000 | 128   |
-- | 2       | 2026-01-01 10:01:50.000 | 4     |
-- | 2       | 2026-01-01 10:02:30.000 | 20    |
-- | 2       | 2026-01-01 10:09:00.000 | 64    |
-- | 2       | 2026-01-01 10:20:00.000 | 256   |
-- expect-late: 1
