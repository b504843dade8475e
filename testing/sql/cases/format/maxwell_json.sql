-- Changes as Maxwell writes them: a record for each row, and of the old values only those that have changed.
-- tags: format, maxwell-json, changelog, file
CREATE TABLE products (
  id INT,
  name STRING,
  weight DOUBLE
) WITH ('connector' = 'filesystem', 'path' = '${dir}/products.json', 'format' = 'maxwell-json');

-- file: products.json
-- {"database":"shop","table":"products","type":"insert","ts":1596684883,"data":{"id":1,"name":"scooter","weight":3.5}}
-- {"database":"shop","table":"products","type":"insert","data":{"id":2,"name":"battery","weight":12}}
-- {"database":"shop","table":"products","type":"update","data":{"id":1,"name":"scooter","weight":5.5},"old":{"weight":3.5}}
-- {"database":"shop","table":"products","type":"delete","data":{"id":2,"name":"battery","weight":12}}

SELECT * FROM products;
-- expect-final:
-- | id | name    | weight |
-- | 1  | scooter | 5.5    |

SELECT SUM(weight) AS total FROM products;
-- expect-final:
-- | total |
-- | 5.5   |
