-- Changes that stand in the table's options.
-- tags: inline, debezium-json, changelog
CREATE TABLE products (
  id INT,
  name STRING
) WITH ('connector' = 'inline', 'format' = 'debezium-json', 'rows' = '
{"after":{"id":1,"name":"scooter"},"op":"c"}
{"after":{"id":2,"name":"car"},"op":"c"}
{"before":{"id":1,"name":"scooter"},"after":{"id":1,"name":"bike"},"op":"u"}
{"before":{"id":2,"name":"car"},"op":"d"}
');

SELECT * FROM products;
-- expect-final:
-- | id | name |
-- | 1  | bike |
