-- MIN and MAX of texts whose rows are taken back again.
-- tags: group-aggregate, retract, min, max
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

SELECT customer, MIN(label) AS first_label, MAX(label) AS last_label
FROM (SELECT customer, item, CAST(SUM(amount) AS STRING) || '-' || item AS label FROM orders GROUP BY customer, item)
GROUP BY customer;
-- expect-final:
-- | customer | first_label | last_label |
-- | NULL     | 20-z        | 20-z       |
-- | a        | 15-x        | 5-y        |
-- | b        | -20-y       | 20-x       |
-- | c        | 20-x        | 20-x       |
