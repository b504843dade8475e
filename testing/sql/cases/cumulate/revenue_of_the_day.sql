-- Revenue since midnight, every six hours, by shop.
-- tags: window, cumulate, decimal
CREATE TABLE orders (
  shop STRING,
  amount DECIMAL(10, 2),
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/orders.json', 'format' = 'json');

-- file: orders.json
-- {"shop":"a","amount":1.10,"ts":"2026-01-01 05:59:59.999"}
-- {"shop":"b","amount":2.00,"ts":"2026-01-01 06:00:00.000"}
-- {"shop":"a","amount":3.30,"ts":"2026-01-01 18:00:00.000"}
-- {"shop":"a","amount":7.00,"ts":"2026-01-02 00:00:00.000"}

SELECT window_start, window_end, shop, SUM(amount) AS revenue, COUNT(*) AS orders
FROM TABLE(CUMULATE(TABLE orders, DESCRIPTOR(ts), INTERVAL '6' HOURS, INTERVAL '1' DAY))
GROUP BY window_start, window_end, shop;
-- expect:
-- | window_start            | window_end              | shop | revenue | orders |
-- | 2026-01-01 00:00:00.000 | 2026-01-01 06:00:00.000 | a    | 1.10    | 1      |
-- | 2026-01-01 00:00:00.000 | 2026-01-01 12:00:00.000 | a    | 1.10    | 1      |
-- | 2026-01-01 00:00:00.000 | 2026-01-01 12:00:00.000 | b    | 2.00    | 1      |
-- | 2026-01-01 00:00:00.000 | 2026-01-01 18:00:00.000 | a    | 1.10    | 1      |
-- | 2026-01-01 00:00:00.000 | 2026-01-01 18:00:00.000 | b    | 2.00    | 1      |
-- | 2026-01-01 00:00:00.000 | 2026-01-02 00:00:00.000 | a    | 4.40    | 2      |
-- | 2026-01-01 00:00:00.000 | 2026-01-02 00:00:00.000 | b    | 2.00    | 1      |
-- | 2026-01-02 00:00:00.000 | 2026-01-02 06:00:00.000 | a    | 7.00    | 1      |
-- | 2026-01-02 00:00:00.000 | 2026-01-02 12:00:00.000 | a    | 7.00    | 1      |
-- | 2026-01-02 00:00:00.000 | 2026-01-02 18:00:00.000 | a    | 7.00    | 1      |
-- | 2026-01-02 00:00:00.000 | 2026-01-03 00:00:00.000 | a    | 7.00    | 1      |
