-- A row that finds nothing stays, with NULLs.
-- tags: lookup, join
CREATE TABLE orders (
  id INT,
  customer INT,
  amount INT,
  proc_time AS PROCTIME()
) WITH ('connector' = 'inline', 'rows' = '
{"id":1,"customer":10,"amount":5}
{"id":2,"customer":20,"amount":50}
{"id":3,"customer":null,"amount":7}
{"id":4,"customer":99,"amount":8}
{"id":5,"customer":10,"amount":500}
');

CREATE TABLE customers (
  id INT,
  name STRING,
  kind STRING,
  least INT
) WITH ('connector' = 'inline', 'rows' = '
{"id":10,"name":"Ada","kind":"x","least":100}
{"id":20,"name":"Bob","kind":"y","least":10}
{"id":20,"name":"Bea","kind":"x","least":60}
{"id":30,"name":"Cy","kind":"x","least":0}
{"id":null,"name":"nobody","kind":"x","least":0}
');

SELECT o.id, c.name, c.least
FROM orders AS o LEFT JOIN customers FOR SYSTEM_TIME AS OF o.proc_time AS c ON o.customer = c.id;
-- expect:
-- | id | name | least |
-- | 1  | Ada  | 100   |
-- | 2  | Bob  | 10    |
-- | 2  | Bea  | 60    |
-- | 3  | NULL | NULL  |
-- | 4  | NULL | NULL  |
-- | 5  | Ada  | 100   |
