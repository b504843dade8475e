-- A time to live that does not end during the run changes nothing but that equal updates are given out, too; so does the hint.
-- tags: group-aggregate, ttl
SET 'table.exec.state.ttl' = '1 h';

CREATE TABLE orders (
  customer STRING,
  item STRING,
  amount INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/orders.json', 'format' = 'json');

-- file: orders.json
-- {"customer":"a","item":"x","amount":10}
-- {"customer":"b","item":"x","amount":20}
-- {"customer":"a","item":"y","amount":5}
-- {"customer":"c","item":"y","amount":null}
-- {"customer":"b","item":"y","amount":-20}
-- {"customer":"a","item":"x","amount":5}
-- {"customer":null,"item":"z","amount":7}
-- {"customer":"c","item":"x","amount":20}
-- {"customer":"b","item":null,"amount":0}
-- {"customer":null,"item":"z","amount":13}

SELECT customer, MAX(amount) AS highest FROM orders GROUP BY customer;
-- expect-final:
-- | customer | highest |
-- | NULL     | 13      |
-- | a        | 10      |
-- | b        | 20      |
-- | c        | 20      |

SELECT /*+ STATE_TTL('orders' = '2 d') */ customer, COUNT(*) AS cnt FROM orders GROUP BY customer;
-- expect-final:
-- | customer | cnt |
-- | NULL     | 2   |
-- | a        | 3   |
-- | b        | 3   |
-- | c        | 2   |

SELECT highest, COUNT(*) AS customers
FROM (SELECT customer, MAX(amount) AS highest FROM orders GROUP BY customer)
GROUP BY highest;
-- expect-final:
-- | highest | customers |
-- | 10      | 1         |
-- | 13      | 1         |
-- | 20      | 2         |
