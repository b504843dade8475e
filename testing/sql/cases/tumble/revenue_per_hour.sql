-- Revenue per hour in DECIMAL: cents add up exactly.
-- tags: window, tumble, decimal, row:357
CREATE TABLE orders (
  order_id INT,
  amount DECIMAL(10, 2),
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '1' MINUTE
) WITH ('connector' = 'filesystem', 'path' = '${dir}/orders.json', 'format' = 'json');

-- file: orders.json
-- {"order_id":1,"amount":0.10,"ts":"2026-01-01 09:59:59.999"}
-- {"order_id":2,"amount":0.20,"ts":"2026-01-01 10:00:00.000"}
-- {"order_id":3,"amount":0.10,"ts":"2026-01-01 10:59:59.999"}
-- {"order_id":4,"amount":99999999.99,"ts":"2026-01-01 10:30:00.000"}
-- {"order_id":5,"amount":-0.01,"ts":"2026-01-01 11:00:00.000"}

SELECT window_start, COUNT(*) AS orders, SUM(amount) AS revenue, AVG(amount) AS average
FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(ts), INTERVAL '1' HOUR))
GROUP BY window_start, window_end;
-- expect:
-- | window_start            | orders | revenue      | average         |
-- | 2026-01-01 09:00:00.000 | 1      | 0.10         | 0.100000        |
-- | 2026-01-01 10:00:00.000 | 3      | 100000000.29 | 33333333.430000 |
-- | 2026-01-01 11:00:00.000 | 1      | -0.01        | -0.010000       |
