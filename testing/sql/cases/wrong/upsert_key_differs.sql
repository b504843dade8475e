-- The primary key of the sink is not the key of the query.
-- tags: wrong, sink, upsert
CREATE TABLE orders (
  customer STRING,
  amount INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/orders.json', 'format' = 'json');

CREATE TABLE by_total (
  total INT,
  customer STRING,
  PRIMARY KEY (total) NOT ENFORCED
) WITH ('connector' = 'print');

-- file: orders.json

INSERT INTO by_total SELECT SUM(amount), customer FROM orders GROUP BY customer;
-- expect-error: The query has an upsert key that differs from the primary key of the sink table
