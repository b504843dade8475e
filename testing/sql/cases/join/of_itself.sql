-- A table with itself, by two keys of different types.
-- tags: join, self
CREATE TABLE customers (
  id INT,
  name STRING,
  city STRING
) WITH ('connector' = 'filesystem', 'path' = '${dir}/customers.json', 'format' = 'json');

CREATE TABLE purchases (
  customer_id INT,
  product STRING,
  amount INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/purchases.json', 'format' = 'json');

-- file: customers.json
-- {"id":1,"name":"Ada","city":"Rome"}
-- {"id":2,"name":"Ben","city":"Oslo"}
-- {"id":3,"name":"Cleo","city":null}
-- {"id":null,"name":"Nobody","city":"Rome"}
-- {"id":2,"name":"Ben II","city":"Bern"}

-- file: purchases.json
-- {"customer_id":1,"product":"tea","amount":3}
-- {"customer_id":2,"product":"milk","amount":5}
-- {"customer_id":1,"product":"salt","amount":9}
-- {"customer_id":4,"product":"rice","amount":2}
-- {"customer_id":null,"product":"oil","amount":7}
-- {"customer_id":2,"product":"milk","amount":5}

SELECT a.name, b.name AS other FROM customers a JOIN customers b ON a.city = b.city AND a.name <> b.name;
-- expect:
-- | name   | other  |
-- | Ada    | Nobody |
-- | Nobody | Ada    |

SELECT a.product, b.amount FROM purchases a JOIN purchases b ON a.customer_id = b.customer_id AND a.product = b.product;
-- expect:
-- | product | amount |
-- | milk    | 5      |
-- | milk    | 5      |
-- | milk    | 5      |
-- | milk    | 5      |
-- | rice    | 2      |
-- | salt    | 9      |
-- | tea     | 3      |
