-- Mini-batches over the changes of a database.
-- tags: group-aggregate, mini-batch, retract, debezium
SET 'table.exec.mini-batch.enabled' = 'true';
SET 'table.exec.mini-batch.allow-latency' = '1 s';
SET 'table.exec.mini-batch.size' = '3';

CREATE TABLE orders (
  id INT,
  customer STRING,
  amount DECIMAL(10, 2)
) WITH ('connector' = 'filesystem', 'path' = '${dir}/orders.json', 'format' = 'debezium-json');

-- file: orders.json
-- {"before":null,"after":{"id":1,"customer":"a","amount":10.00},"op":"c"}
-- {"before":null,"after":{"id":2,"customer":"b","amount":5.50},"op":"c"}
-- {"before":null,"after":{"id":3,"customer":"a","amount":2.25},"op":"c"}
-- {"before":{"id":1,"customer":"a","amount":10.00},"after":{"id":1,"customer":"b","amount":11.00},"op":"u"}
-- {"before":{"id":2,"customer":"b","amount":5.50},"after":null,"op":"d"}
-- {"before":null,"after":{"id":4,"customer":null,"amount":1.00},"op":"c"}
-- {"before":{"id":4,"customer":null,"amount":1.00},"after":{"id":4,"customer":null,"amount":3.00},"op":"u"}
-- {"before":null,"after":{"id":5,"customer":"d","amount":8.00},"op":"c"}
-- {"before":{"id":5,"customer":"d","amount":8.00},"after":null,"op":"d"}
-- {"before":null,"after":{"id":6,"customer":"a","amount":null},"op":"c"}
-- {"before":{"id":3,"customer":"a","amount":2.25},"after":{"id":3,"customer":"a","amount":2.25},"op":"u"}
-- {"before":null,"after":{"id":7,"customer":"e","amount":1.00},"op":"c"}
-- {"before":{"id":7,"customer":"e","amount":1.00},"after":null,"op":"d"}
-- {"before":null,"after":{"id":7,"customer":"e","amount":4.00},"op":"c"}

SELECT customer, COUNT(*) AS cnt, SUM(amount) AS total, MAX(amount) AS highest FROM orders GROUP BY customer;
-- expect-final:
-- | customer | cnt | total | highest |
-- | NULL     | 1   | 3.00  | 3.00    |
-- | a        | 2   | 2.25  | 2.25    |
-- | b        | 1   | 11.00 | 11.00   |
-- | e        | 1   | 4.00  | 4.00    |

SELECT customer, COUNT(*) AS cnt, AVG(amount) AS average FROM orders GROUP BY customer;
-- expect-final:
-- | customer | cnt | average   |
-- | NULL     | 1   | 3.000000  |
-- | a        | 2   | 2.250000  |
-- | b        | 1   | 11.000000 |
-- | e        | 1   | 4.000000  |

SELECT COUNT(DISTINCT customer) AS customers FROM orders;
-- expect-final:
-- | customers |
-- | 3         |
