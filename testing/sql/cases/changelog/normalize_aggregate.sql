-- Aggregates over a normalised log: each update takes the old row away and adds the new one.
-- tags: changelog, normalize, debezium, group-aggregate, updating
SET 'table.exec.source.cdc-events-duplicate' = 'true';

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

SELECT COUNT(*) AS products, SUM(price) AS total, MIN(price) AS cheapest, MAX(name) AS last_name FROM products;
-- expect-final:
-- | products | total | cheapest | last_name |
-- | 3        | 32.25 | 4.00     | pot       |

SELECT CHAR_LENGTH(name) AS letters, COUNT(*) AS products FROM products GROUP BY CHAR_LENGTH(name);
-- expect-final:
-- | letters | products |
-- | 3       | 2        |
-- | 9       | 1        |
