-- LEFT, RIGHT and FULL give rows without a match with NULLs, and take them back when one comes.
-- tags: join, outer, updating
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

SELECT name, product FROM customers LEFT JOIN purchases ON id = customer_id;
-- expect-final:
-- | name   | product |
-- | Ada    | salt    |
-- | Ada    | tea     |
-- | Ben    | milk    |
-- | Ben    | milk    |
-- | Ben II | milk    |
-- | Ben II | milk    |
-- | Cleo   | NULL    |
-- | Nobody | NULL    |

SELECT name, product FROM customers RIGHT JOIN purchases ON id = customer_id;
-- expect-final:
-- | name   | product |
-- | Ada    | salt    |
-- | Ada    | tea     |
-- | Ben    | milk    |
-- | Ben    | milk    |
-- | Ben II | milk    |
-- | Ben II | milk    |
-- | NULL   | oil     |
-- | NULL   | rice    |

SELECT name, product FROM customers FULL JOIN purchases ON id = customer_id;
-- expect-final:
-- | name   | product |
-- | Ada    | salt    |
-- | Ada    | tea     |
-- | Ben    | milk    |
-- | Ben    | milk    |
-- | Ben II | milk    |
-- | Ben II | milk    |
-- | Cleo   | NULL    |
-- | NULL   | oil     |
-- | NULL   | rice    |
-- | Nobody | NULL    |
