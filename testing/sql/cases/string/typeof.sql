-- TYPEOF names the type, nullable or not; with TRUE as one that can be read back.
-- tags: function, type
CREATE TABLE t (
  id INT,
  s VARCHAR(7),
  d DECIMAL(9, 2),
  ts TIMESTAMP(3),
  r ROW<a INT, b ARRAY<STRING>>
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"s":"x"}

SELECT TYPEOF(id) AS i, TYPEOF(s) AS s, TYPEOF(d * 2) AS d, TYPEOF(ts) AS ts, TYPEOF(r) AS r, TYPEOF(r, TRUE) AS rs,
  TYPEOF(id IS NULL) AS b, TYPEOF(ARRAY[id, 1]) AS a
FROM t;
-- expect: by column
-- | i  | INT                                          |
-- | s  | VARCHAR(7)                                   |
-- | d  | DECIMAL(20, 2)                               |
-- | ts | TIMESTAMP(3)                                 |
-- | r  | ROW<`a` INT, `b` ARRAY<STRING>>              |
-- | rs | ROW<`a` INT, `b` ARRAY<VARCHAR(2147483647)>> |
-- | b  | BOOLEAN NOT NULL                             |
-- | a  | ARRAY<INT> NOT NULL                          |
