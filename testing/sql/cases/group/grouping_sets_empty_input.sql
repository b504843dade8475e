-- GROUPING SETS with the empty set over an empty input gives no row.
-- tags: group-aggregate, grouping-sets, empty, boundary, surprise
CREATE TABLE orders (
  customer STRING,
  item STRING,
  amount INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/orders.json', 'format' = 'json');

-- file: orders.json

SELECT customer, COUNT(*) AS cnt FROM orders GROUP BY GROUPING SETS ((customer), ());
-- expect-final:
-- | customer | cnt |
