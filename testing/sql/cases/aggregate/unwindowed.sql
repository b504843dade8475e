-- Without a window the answer is updated with each row: a running total by key. Late rows do not exist.
-- tags: aggregate, group-aggregate, row:19
CREATE TABLE orders (
  customer STRING,
  amount DECIMAL(10, 2),
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/orders.json', 'format' = 'json');

-- file: orders.json
-- {"customer":"a","amount":1.50,"ts":"2026-01-01 10:00:00.000"}
-- {"customer":"b","amount":null,"ts":"2026-01-01 12:00:00.000"}
-- {"customer":"a","amount":2.25,"ts":"2026-01-01 09:00:00.000"}
-- {"customer":null,"amount":4.00,"ts":"2026-01-01 10:00:00.000"}
-- {"customer":"a","amount":-1.50,"ts":"2026-01-01 10:00:00.000"}

SELECT customer, COUNT(*) AS orders, SUM(amount) AS total, AVG(amount) AS average, MIN(amount) AS lowest, MAX(amount) AS highest
FROM orders GROUP BY customer;
-- expect-final:
-- | customer | orders | total | average  | lowest | highest |
-- | NULL     | 1      | 4.00  | 4.000000 | 4.00   | 4.00    |
-- | a        | 3      | 2.25  | 0.750000 | -1.50  | 2.25    |
-- | b        | 1      | NULL  | NULL     | NULL   | NULL    |

SELECT COUNT(*) AS orders, SUM(amount) AS total, COUNT(DISTINCT customer) AS customers FROM orders;
-- expect-final:
-- | orders | total | customers |
-- | 5      | 6.25  | 2         |
