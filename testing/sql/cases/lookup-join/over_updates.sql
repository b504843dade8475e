-- Rows that are updated and deleted are looked up each time, before and after.
-- tags: lookup, join, changelog
CREATE TABLE products (
  id INT,
  kind INT,
  name STRING,
  proc_time AS PROCTIME()
) WITH ('connector' = 'inline', 'format' = 'debezium-json', 'rows' = '
{"after":{"id":1,"kind":10,"name":"scooter"},"op":"c"}
{"after":{"id":2,"kind":20,"name":"car"},"op":"c"}
{"after":{"id":3,"kind":30,"name":"ship"},"op":"c"}
{"before":{"id":1,"kind":10,"name":"scooter"},"after":{"id":1,"kind":20,"name":"bike"},"op":"u"}
{"before":{"id":2,"kind":20,"name":"car"},"op":"d"}
');

CREATE TABLE kinds (
  id INT,
  label STRING
) WITH ('connector' = 'inline', 'rows' = '
{"id":10,"label":"small"}
{"id":20,"label":"large"}
{"id":20,"label":"loud"}
');

SELECT p.id, p.name, k.label
FROM products AS p
LEFT JOIN kinds FOR SYSTEM_TIME AS OF p.proc_time AS k ON p.kind = k.id;
-- expect-final:
-- | id | name | label |
-- | 1  | bike | large |
-- | 1  | bike | loud  |
-- | 3  | ship | NULL  |

SELECT k.label, COUNT(*) AS cnt
FROM products AS p
JOIN kinds FOR SYSTEM_TIME AS OF p.proc_time AS k ON p.kind = k.id
GROUP BY k.label;
-- expect-final:
-- | label | cnt |
-- | large | 1   |
-- | loud  | 1   |
