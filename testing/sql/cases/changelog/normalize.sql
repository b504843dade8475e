-- A database's log whose events may come twice: with table.exec.source.cdc-events-duplicate the rows are normalised by the
-- primary key, so that what comes again changes nothing, and a row that is deleted twice is gone once.
-- tags: cluster, changelog, normalize, debezium, updating
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

SELECT * FROM products;
-- expect-final:
-- | id | name      | price |
-- | 1  | green tea | 4.00  |
-- | 2  | mug       | 7.25  |
-- | 3  | pot       | 21.00 |
