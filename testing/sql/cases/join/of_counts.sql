-- A join of results that change: a pair goes and comes with each change.
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

SELECT name, cnt, total FROM customers JOIN (SELECT customer_id, COUNT(*) AS cnt, SUM(amount) AS total FROM purchases GROUP BY customer_id) ON id = customer_id;
-- expect-final:
-- | name   | cnt | total |
-- | Ada    | 2   | 12    |
-- | Ben    | 2   | 10    |
-- | Ben II | 2   | 10    |

SELECT name, cnt FROM customers LEFT JOIN (SELECT customer_id, COUNT(*) AS cnt FROM purchases GROUP BY customer_id) ON id = customer_id AND cnt > 1;
-- expect-final:
-- | name   | cnt  |
-- | Ada    | 2    |
-- | Ben    | 2    |
-- | Ben II | 2    |
-- | Cleo   | NULL |
-- | Nobody | NULL |

SELECT c.city, c.cnt, p.cnt FROM (SELECT city, COUNT(*) AS cnt FROM customers GROUP BY city) c FULL JOIN (SELECT product, COUNT(*) AS cnt FROM purchases GROUP BY product) p ON c.cnt = p.cnt;
-- expect-final:
-- | city | cnt | cnt0 |
-- | Bern | 1   | 1    |
-- | Bern | 1   | 1    |
-- | Bern | 1   | 1    |
-- | Bern | 1   | 1    |
-- | NULL | 1   | 1    |
-- | NULL | 1   | 1    |
-- | NULL | 1   | 1    |
-- | NULL | 1   | 1    |
-- | Oslo | 1   | 1    |
-- | Oslo | 1   | 1    |
-- | Oslo | 1   | 1    |
-- | Oslo | 1   | 1    |
-- | Rome | 2   | 2    |
