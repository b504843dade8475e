-- Keys of several types together.
-- tags: lookup, join, types
CREATE TABLE events (
  id INT,
  flag BOOLEAN,
  big BIGINT,
  price DECIMAL(10, 2),
  name STRING,
  day_ DATE,
  at3 TIMESTAMP(3),
  proc_time AS PROCTIME()
) WITH ('connector' = 'inline', 'rows' = '
{"id":1,"flag":true,"big":9000000000,"price":1.5,"name":"grün","day_":"2026-01-01","at3":"2026-01-01 10:00:00.123"}
{"id":2,"flag":false,"big":9000000000,"price":1.5,"name":"grün","day_":"2026-01-01","at3":"2026-01-01 10:00:00.123"}
{"id":3,"flag":true,"big":9000000000,"price":1.51,"name":"grün","day_":"2026-01-01","at3":"2026-01-01 10:00:00.123"}
{"id":4,"flag":true,"big":9000000000,"price":1.5,"name":"grün","day_":null,"at3":"2026-01-01 10:00:00.123"}
{"id":5,"flag":true,"big":9000000000,"price":1.5,"name":"grün","day_":"2026-01-01","at3":"2026-01-01 10:00:00.123"}
');

CREATE TABLE things (
  at3 TIMESTAMP(3),
  tags ARRAY<STRING>,
  flag BOOLEAN,
  big BIGINT,
  price DECIMAL(10, 2),
  name STRING,
  day_ DATE,
  place ROW<x INT, y DOUBLE>
) WITH ('connector' = 'inline', 'rows' = '
{"flag":true,"big":9000000000,"price":1.5,"name":"grün","day_":"2026-01-01","at3":"2026-01-01 10:00:00.123","tags":["a",null],"place":{"x":1,"y":0.5}}
{"flag":true,"big":9000000000,"price":1.5,"name":"grün","day_":null,"at3":"2026-01-01 10:00:00.123","tags":[],"place":null}
');

SELECT e.id, t.tags, t.place
FROM events AS e
JOIN things FOR SYSTEM_TIME AS OF e.proc_time AS t
  ON e.flag = t.flag AND e.big = t.big AND e.price = t.price AND e.name = t.name AND e.day_ = t.day_ AND e.at3 = t.at3;
-- expect:
-- | id | tags        | place    |
-- | 1  | ['a', NULL] | (1, 0.5) |
-- | 5  | ['a', NULL] | (1, 0.5) |
