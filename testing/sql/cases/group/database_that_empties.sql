-- After all rows are deleted nothing is left.
-- tags: group-aggregate, retract, debezium, empty
CREATE TABLE orders (
  id INT,
  customer STRING,
  amount DECIMAL(10, 2)
) WITH ('connector' = 'filesystem', 'path' = '${dir}/orders.json', 'format' = 'debezium-json');

-- file: orders.json
-- {"before":null,"after":{"id":1,"customer":"a","amount":10.00},"op":"c"}
-- {"before":null,"after":{"id":2,"customer":"b","amount":5.50},"op":"c"}
-- {"before":{"id":1,"customer":"a","amount":10.00},"after":null,"op":"d"}
-- {"before":{"id":2,"customer":"b","amount":5.50},"after":null,"op":"d"}

SELECT customer, SUM(amount) AS total FROM orders GROUP BY customer;
-- expect-final:
-- | customer | total |

SELECT COUNT(*) AS cnt, MAX(amount) AS highest FROM orders;
-- expect-final:
-- | cnt | highest |

SELECT DISTINCT customer FROM orders;
-- expect-final:
-- | customer |
