-- Changes as Oracle GoldenGate writes them.
-- tags: format, ogg-json, changelog, file
CREATE TABLE products (
  id INT,
  name STRING
) WITH ('connector' = 'filesystem', 'path' = '${dir}/products.json', 'format' = 'ogg-json');

-- file: products.json
-- {"table":"SHOP.PRODUCTS","op_type":"I","op_ts":"2020-05-13 15:40:06.000000","after":{"id":1,"name":"scooter"}}
-- {"table":"SHOP.PRODUCTS","op_type":"I","after":{"id":2,"name":"battery"}}
-- {"table":"SHOP.PRODUCTS","op_type":"U","before":{"id":1,"name":"scooter"},"after":{"id":1,"name":"bike"}}
-- {"table":"SHOP.PRODUCTS","op_type":"D","before":{"id":2,"name":"battery"}}

SELECT * FROM products;
-- expect-final:
-- | id | name |
-- | 1  | bike |
