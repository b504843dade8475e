-- An aggregate over an updating aggregate: each total counts once, in its newest form.
-- tags: aggregate, group-aggregate, retract
CREATE TABLE orders (
  customer STRING,
  amount INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/orders.json', 'format' = 'json');

-- file: orders.json
-- {"customer":"a","amount":10}
-- {"customer":"b","amount":10}
-- {"customer":"a","amount":5}
-- {"customer":"c","amount":20}
-- {"customer":"b","amount":5}

SELECT total, COUNT(*) AS customers, MIN(customer) AS first_customer
FROM (SELECT customer, SUM(amount) AS total FROM orders GROUP BY customer)
GROUP BY total;
-- expect-final:
-- | total | customers | first_customer |
-- | 15    | 2         | a              |
-- | 20    | 1         | c              |

SELECT MAX(total) AS highest, AVG(total) AS average
FROM (SELECT customer, SUM(amount) AS total FROM orders GROUP BY customer);
-- expect-final:
-- | highest | average |
-- | 20      | 16      |
