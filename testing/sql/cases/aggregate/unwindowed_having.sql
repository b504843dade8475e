-- HAVING on an updating aggregate: a group leaves the answer again when it no longer passes.
-- tags: aggregate, group-aggregate, having, retract
CREATE TABLE orders (
  customer STRING,
  amount INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/orders.json', 'format' = 'json');

-- file: orders.json
-- {"customer":"a","amount":10}
-- {"customer":"b","amount":3}
-- {"customer":"a","amount":-8}
-- {"customer":"b","amount":4}

SELECT customer, SUM(amount) AS total FROM orders GROUP BY customer HAVING SUM(amount) > 5;
-- expect-final:
-- | customer | total |
-- | b        | 7     |
