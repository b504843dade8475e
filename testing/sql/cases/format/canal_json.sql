-- Changes as Canal writes them: several rows in one record, and of the old values only those that have changed. A field
-- that "old" does not mention has not changed; one that is null there was null.
-- tags: format, canal-json, changelog, file, surprise
CREATE TABLE products (
  id INT,
  name STRING,
  weight DOUBLE
) WITH ('connector' = 'filesystem', 'path' = '${dir}/products.json', 'format' = 'canal-json', 'canal-json.table.include' = 'prod.*');

-- file: products.json
-- {"data":[{"id":1,"name":"scooter","weight":3.5},{"id":2,"name":"battery","weight":12}],"old":null,"table":"products","type":"INSERT"}
-- {"data":[{"id":1,"name":"scooter","weight":5.5}],"old":[{"weight":3.5}],"table":"products","type":"UPDATE"}
-- {"data":[{"id":9,"name":"order","weight":"heavy"}],"table":"orders","type":"INSERT"}
-- {"data":null,"table":"products","type":"CREATE"}
-- {"data":[{"id":2,"name":"battery","weight":12}],"table":"products","type":"DELETE"}
-- {"data":[{"id":3,"name":null,"weight":1},{"id":4,"name":"rocks","weight":7}],"table":"produce","type":"INSERT"}
-- {"data":[{"id":4,"name":"rocks","weight":8}],"old":[{"weight":7}],"table":"products","type":"UPDATE"}
-- {"data":[{"id":3,"name":"hammer","weight":2}],"old":[{"name":null,"weight":1}],"table":"products","type":"UPDATE"}

SELECT * FROM products;
-- expect-final:
-- | id | name    | weight |
-- | 1  | scooter | 5.5    |
-- | 3  | hammer  | 2.0    |
-- | 4  | rocks   | 8.0    |

SELECT COUNT(*) AS products, COUNT(name) AS names, SUM(weight) AS total FROM products;
-- expect-final:
-- | products | names | total |
-- | 3        | 3     | 15.5  |
