-- What else must be true: of the table, of both sides, of the input. A row of a left join that loses all its matches stays.
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

SELECT o.id, c.name
FROM orders AS o JOIN customers FOR SYSTEM_TIME AS OF o.proc_time AS c ON o.customer = c.id AND c.least > 50;
-- expect:
-- | id | name |
-- | 1  | Ada  |
-- | 2  | Bea  |
-- | 5  | Ada  |

SELECT o.id, c.name
FROM orders AS o LEFT JOIN customers FOR SYSTEM_TIME AS OF o.proc_time AS c ON o.customer = c.id AND o.amount >= c.least;
-- expect:
-- | id | name |
-- | 1  | NULL |
-- | 2  | Bob  |
-- | 3  | NULL |
-- | 4  | NULL |
-- | 5  | Ada  |

SELECT o.id, c.name
FROM orders AS o LEFT JOIN customers FOR SYSTEM_TIME AS OF o.proc_time AS c ON o.customer = c.id AND o.amount > 5;
-- expect:
-- | id | name |
-- | 1  | NULL |
-- | 2  | Bob  |
-- | 2  | Bea  |
-- | 3  | NULL |
-- | 4  | NULL |
-- | 5  | Ada  |

SELECT o.id, UPPER(c.name) AS name
FROM orders AS o LEFT JOIN customers FOR SYSTEM_TIME AS OF o.proc_time AS c ON o.customer = c.id AND c.least > 50 AND o.amount < c.least AND o.id <> 3
WHERE o.amount < 100;
-- expect:
-- | id | name |
-- | 1  | ADA  |
-- | 2  | BEA  |
-- | 3  | NULL |
-- | 4  | NULL |
