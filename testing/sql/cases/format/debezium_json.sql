-- Changes as Debezium writes them: a snapshot row, an insertion, an update, a deletion. An empty line is passed over.
-- tags: cluster, format, debezium-json, changelog, file
CREATE TABLE products (
  id INT,
  name STRING,
  price DECIMAL(10, 2)
) WITH ('connector' = 'filesystem', 'path' = '${dir}/products.json', 'format' = 'debezium-json');

-- file: products.json
-- {"before":null,"after":{"id":1,"name":"scooter","price":3.14},"op":"r","ts_ms":1767225600000}
-- {"before":null,"after":{"id":2,"name":"bat\"tery","price":8.1},"op":"c"}
-- {"before":{"id":1,"name":"scooter","price":3.14},"after":{"id":1,"name":"scooter","price":5.15},"op":"u"}
--
-- {"op":"c","after":{"price":"0.8","id":3,"name":"hammer"}}
-- {"before":{"id":2,"name":"bat\"tery","price":8.1},"after":null,"op":"d","source":{"db":"shop"}}

SELECT * FROM products;
-- expect-final:
-- | id | name    | price |
-- | 1  | scooter | 5.15  |
-- | 3  | hammer  | 0.80  |

SELECT COUNT(*) AS products, SUM(price) AS total FROM products;
-- expect-final:
-- | products | total |
-- | 2        | 5.95  |
