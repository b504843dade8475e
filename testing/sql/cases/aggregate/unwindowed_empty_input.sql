-- Without a window and without a key an empty input gives no row at all, not a zero.
-- tags: aggregate, group-aggregate, empty, boundary, surprise
CREATE TABLE orders (
  customer STRING,
  amount DECIMAL(10, 2)
) WITH ('connector' = 'filesystem', 'path' = '${dir}/orders.json', 'format' = 'json');

-- file: orders.json

SELECT COUNT(*) AS orders, SUM(amount) AS total FROM orders;
-- expect-final:
-- | orders | total |

SELECT customer, COUNT(*) AS orders FROM orders GROUP BY customer;
-- expect-final:
-- | customer | orders |
