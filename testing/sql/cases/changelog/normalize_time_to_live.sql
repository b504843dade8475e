-- With a time to live that is not over the table is the same; updates that change nothing are passed on, so that nobody
-- behind forgets the row.
-- tags: changelog, normalize, state-ttl, debezium, updating
SET 'table.exec.source.cdc-events-duplicate' = 'true';
SET 'table.exec.state.ttl' = '1 h';

CREATE TABLE products (
  id INT,
  name STRING,
  price DECIMAL(8, 2),
  PRIMARY KEY (id) NOT ENFORCED
) WITH ('connector' = 'filesystem', 'path' = '${dir}/products.json', 'format' = 'debezium-json');

-- file: products.json
-- {"before":null,"after":{"id":1,"name":"tea","price":3.50},"op":"c"}
-- {"before":null,"after":{"id":2,"name":"cup","price":9.00},"op":"c"}
-- {"before":null,"after":{"id":1,"name":"tea","price":3.50},"op":"c"}
-- {"before":{"id":1,"name":"tea","price":3.50},"after":{"id":1,"name":"green tea","price":4.00},"op":"u"}
-- {"before":{"id":2,"name":"cup","price":9.00},"after":null,"op":"d"}
-- {"before":{"id":2,"name":"cup","price":9.00},"after":null,"op":"d"}
-- {"before":{"id":1,"name":"tea","price":3.50},"after":{"id":1,"name":"green tea","price":4.00},"op":"u"}
-- {"before":null,"after":{"id":3,"name":null,"price":null},"op":"r"}
-- {"before":null,"after":{"id":2,"name":"mug","price":7.25},"op":"c"}
-- {"before":{"id":3,"name":null,"price":null},"after":{"id":3,"name":"pot","price":21.00},"op":"u"}
-- {"before":null,"after":{"id":4,"name":"tin","price":2.00},"op":"c"}
-- {"before":{"id":4,"name":"tin","price":2.00},"after":null,"op":"d"}

SELECT * FROM products;
-- expect-final:
-- | id | name      | price |
-- | 1  | green tea | 4.00  |
-- | 2  | mug       | 7.25  |
-- | 3  | pot       | 21.00 |

SELECT COUNT(*) AS products, SUM(price) AS total FROM products;
-- expect-final:
-- | products | total |
-- | 3        | 32.25 |
