-- With TRY_RESOLVE a lookup of rows that change remembers what it found for them, so that the same is taken back.
-- tags: lookup, join, changelog
-- not-native: remembers what it found
SET 'table.optimizer.non-deterministic-update.strategy' = 'TRY_RESOLVE';

CREATE TABLE products (
  id INT,
  kind INT,
  name STRING,
  proc_time AS PROCTIME(),
  PRIMARY KEY (id) NOT ENFORCED
) WITH ('connector' = 'inline', 'format' = 'debezium-json', 'rows' = '
{"after":{"id":1,"kind":10,"name":"scooter"},"op":"c"}
{"after":{"id":2,"kind":20,"name":"car"},"op":"c"}
{"before":{"id":1,"kind":10,"name":"scooter"},"after":{"id":1,"kind":20,"name":"bike"},"op":"u"}
{"before":{"id":2,"kind":20,"name":"car"},"op":"d"}
');

CREATE TABLE kinds (
  id INT,
  label STRING
) WITH ('connector' = 'inline', 'rows' = '
{"id":10,"label":"small"}
{"id":20,"label":"large"}
');

SELECT p.id, p.name, k.label
FROM products AS p
LEFT JOIN kinds FOR SYSTEM_TIME AS OF p.proc_time AS k ON p.kind = k.id;
-- expect-final:
-- | id | name | label |
-- | 1  | bike | large |
