-- With its schema, a change of Debezium's stands in a field "payload"; what cannot be read is skipped, field by field.
-- tags: format, debezium-json, changelog, file
CREATE TABLE products (
  id INT,
  name STRING
) WITH (
  'connector' = 'filesystem',
  'path' = '${dir}/products.json',
  'format' = 'debezium-json',
  'debezium-json.schema-include' = 'true',
  'debezium-json.ignore-parse-errors' = 'true'
);

-- file: products.json
-- {"schema":{"type":"struct"},"payload":{"before":null,"after":{"id":1,"name":"scooter"},"op":"c"}}
-- {"schema":{"type":"struct"},"payload":{"before":null,"after":{"id":"one","name":"car"},"op":"c"}}
-- {"schema":{"type":"struct"},"payload":{"before":null,"after":{"id":3,"name":"bike"},"op":"x"}}
-- {"before":null,"after":{"id":4,"name":"bus"},"op":"c"}
-- {"payload":{"before":{"id":1,"name":"scooter"},"after":{"id":1,"name":"Scooter"},"op":"u"}}
-- {"payload":{"before":null,"after":null,"op":"d"}}
-- no JSON

SELECT * FROM products;
-- expect-final:
-- | id   | name    |
-- | 1    | Scooter |
-- | NULL | car     |
