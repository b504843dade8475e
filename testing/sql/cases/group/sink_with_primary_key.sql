-- A sink whose primary key is the grouping gets updates without their former rows.
-- tags: group-aggregate, sink, upsert, print
CREATE TABLE orders (
  customer STRING,
  item STRING,
  amount INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/orders.json', 'format' = 'json');

-- file: orders.json
-- {"customer":"a","item":"x","amount":10}
-- {"customer":"b","item":"x","amount":20}
-- {"customer":"a","item":"y","amount":5}
-- {"customer":"c","item":"y","amount":null}
-- {"customer":"b","item":"y","amount":-20}
-- {"customer":"a","item":"x","amount":5}
-- {"customer":null,"item":"z","amount":7}
-- {"customer":"c","item":"x","amount":20}
-- {"customer":"b","item":null,"amount":0}
-- {"customer":null,"item":"z","amount":13}

CREATE TABLE totals (
  customer STRING,
  cnt BIGINT,
  total INT,
  PRIMARY KEY (customer) NOT ENFORCED
) WITH ('connector' = 'print');

INSERT INTO totals SELECT customer, COUNT(*), SUM(amount) FROM orders WHERE customer IS NOT NULL GROUP BY customer;
-- expect-print:
-- [a, 3, 20]
-- [b, 3, 0]
-- [c, 2, 20]
