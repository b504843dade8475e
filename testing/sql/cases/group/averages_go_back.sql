-- AVG of integers is cut towards zero, of DECIMAL rounded, also when rows are taken back.
-- tags: group-aggregate, retract, avg
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

SELECT customer, AVG(amount) AS average, SUM(amount) AS total, COUNT(amount) AS cnt FROM orders GROUP BY customer;
-- expect-final:
-- | customer | average   | total | cnt |
-- | NULL     | 3.000000  | 3.00  | 1   |
-- | a        | 2.250000  | 2.25  | 1   |
-- | b        | 11.000000 | 11.00 | 1   |
-- | e        | 4.000000  | 4.00  | 1   |

SELECT AVG(id) AS average_id, AVG(amount) AS average FROM orders;
-- expect-final:
-- | average_id | average  |
-- | 4          | 5.062500 |
