-- An updating query into a table with a primary key: in the end one row for each key.
-- tags: sink, print, upsert, group-aggregate
CREATE TABLE orders (
  customer STRING,
  amount INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/orders.json', 'format' = 'json');

CREATE TABLE totals (
  customer STRING,
  total INT,
  PRIMARY KEY (customer) NOT ENFORCED
) WITH ('connector' = 'print');

-- file: orders.json
-- {"customer":"a","amount":10}
-- {"customer":"b","amount":3}
-- {"customer":"a","amount":-8}

INSERT INTO totals SELECT customer, SUM(amount) FROM orders GROUP BY customer;
-- expect-print:
-- [a, 2]
-- [b, 3]
