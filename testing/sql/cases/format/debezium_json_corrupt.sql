-- A change that makes no sense stops the query: an update without the row before.
-- tags: format, debezium-json, changelog, wrong, file
CREATE TABLE products (
  id INT,
  name STRING
) WITH ('connector' = 'filesystem', 'path' = '${dir}/products.json', 'format' = 'debezium-json');

-- file: products.json
-- {"before":null,"after":{"id":1,"name":"scooter"},"op":"u"}

SELECT * FROM products;
-- expect-error: field before is null in a change 'u'; from PostgreSQL it needs: ALTER TABLE … REPLICA IDENTITY FULL
-- expect-error: Corrupt Debezium JSON message
