-- EXISTS and IN give a row once, however many matches it has; NOT EXISTS takes it back when the first comes.
-- tags: join, semi, anti, updating
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

SELECT name FROM customers WHERE EXISTS (SELECT * FROM purchases WHERE customer_id = id);
-- expect:
-- | name   |
-- | Ada    |
-- | Ben    |
-- | Ben II |

SELECT name FROM customers WHERE id IN (SELECT customer_id FROM purchases WHERE amount > 4);
-- expect:
-- | name   |
-- | Ada    |
-- | Ben    |
-- | Ben II |

SELECT name FROM customers WHERE NOT EXISTS (SELECT * FROM purchases WHERE customer_id = id);
-- expect-final:
-- | name   |
-- | Cleo   |
-- | Nobody |

SELECT product FROM purchases WHERE NOT EXISTS (SELECT * FROM customers WHERE customer_id = id AND city = 'Oslo');
-- expect-final:
-- | product |
-- | oil     |
-- | rice    |
-- | salt    |
-- | tea     |
