-- Each pair of rows with the same key; a NULL equals nothing, and equal rows are pairs of their own.
-- tags: cluster, join, inner
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

SELECT name, product, amount FROM customers JOIN purchases ON id = customer_id;
-- expect:
-- | name   | product | amount |
-- | Ada    | salt    | 9      |
-- | Ada    | tea     | 3      |
-- | Ben    | milk    | 5      |
-- | Ben    | milk    | 5      |
-- | Ben II | milk    | 5      |
-- | Ben II | milk    | 5      |
