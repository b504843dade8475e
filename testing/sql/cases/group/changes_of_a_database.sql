-- Updates and deletions of a database: a row changes its group, the last row of a group goes.
-- tags: group-aggregate, retract, debezium
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

SELECT customer, COUNT(*) AS cnt, SUM(amount) AS total, MIN(amount) AS lowest, MAX(amount) AS highest FROM orders GROUP BY customer;
-- expect-final:
-- | customer | cnt | total | lowest | highest |
-- | NULL     | 1   | 3.00  | 3.00   | 3.00    |
-- | a        | 2   | 2.25  | 2.25   | 2.25    |
-- | b        | 1   | 11.00 | 11.00  | 11.00   |
-- | e        | 1   | 4.00  | 4.00   | 4.00    |

SELECT COUNT(*) AS cnt, COUNT(DISTINCT customer) AS customers, SUM(amount) AS total FROM orders;
-- expect-final:
-- | cnt | customers | total |
-- | 5   | 3         | 20.25 |

SELECT DISTINCT customer FROM orders;
-- expect-final:
-- | customer |
-- | NULL     |
-- | a        |
-- | b        |
-- | e        |

SELECT customer, id, COUNT(*) AS cnt FROM orders GROUP BY GROUPING SETS ((customer), (id));
-- expect-final:
-- | customer | id   | cnt |
-- | NULL     | 1    | 1   |
-- | NULL     | 3    | 1   |
-- | NULL     | 4    | 1   |
-- | NULL     | 6    | 1   |
-- | NULL     | 7    | 1   |
-- | NULL     | NULL | 1   |
-- | a        | NULL | 2   |
-- | b        | NULL | 1   |
-- | e        | NULL | 1   |
