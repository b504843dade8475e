-- Columns that the table computes are computed of what was found; two lookups follow each other.
-- tags: lookup, join, computed
CREATE TABLE orders (
  id INT,
  currency STRING,
  proc_time AS PROCTIME()
) WITH ('connector' = 'inline', 'rows' = '
{"id":1,"currency":"EUR"}
{"id":2,"currency":"CHF"}
{"id":3,"currency":"USD"}
');

CREATE TABLE currencies (
  code STRING,
  country INT,
  cents INT,
  rate AS CAST(cents AS DECIMAL(10, 2)) / 100
) WITH ('connector' = 'inline', 'rows' = '
{"code":"EUR","country":1,"cents":117}
{"code":"CHF","country":2,"cents":109}
');

CREATE TABLE countries (
  name STRING,
  id INT
) WITH ('connector' = 'inline', 'format' = 'csv', 'rows' = '
Germany,1
France,1
Switzerland,2
');

SELECT o.id, CAST(c.rate AS DECIMAL(5, 2)) AS rate, l.name
FROM orders AS o
LEFT JOIN currencies FOR SYSTEM_TIME AS OF o.proc_time AS c ON o.currency = c.code
LEFT JOIN countries FOR SYSTEM_TIME AS OF o.proc_time AS l ON c.country = l.id;
-- expect:
-- | id | rate | name        |
-- | 1  | 1.17 | Germany     |
-- | 1  | 1.17 | France      |
-- | 2  | 1.09 | Switzerland |
-- | 3  | NULL | NULL        |
