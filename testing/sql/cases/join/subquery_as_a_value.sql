-- A comparison with a value that is itself a query: each row is compared anew when it changes.
-- tags: join, updating, retract
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

SELECT product, amount FROM purchases WHERE amount > (SELECT AVG(amount) FROM purchases);
-- expect-final:
-- | product | amount |
-- | oil     | 7      |
-- | salt    | 9      |
