-- What a row looks like when the print connector writes it: the text of every type.
-- tags: json, sink, print, types
CREATE TABLE t (
  b BOOLEAN, i INT, d DOUBLE, dc DECIMAL(10, 2), s STRING, dt DATE, tm TIME(0), t3 TIMESTAMP(3), arr ARRAY<INT>, r ROW<x INT, y STRING>,
  m MAP<STRING, INT>
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

CREATE TABLE out_t (
  b BOOLEAN, i INT, d DOUBLE, dc DECIMAL(10, 2), s STRING, dt DATE, tm TIME(0), t3 TIMESTAMP(3), arr ARRAY<INT>, r ROW<x INT, y STRING>,
  m MAP<STRING, INT>
) WITH ('connector' = 'print');

-- file: t.json
-- {"b":true,"i":-1,"d":1.0E10,"dc":1.5,"s":"a, b]","dt":"1969-12-31","tm":"10:00:00","t3":"2026-01-01 10:00:00.000","arr":[1,null],"r":{"x":1,"y":null},"m":{"k":1}}
-- {}

INSERT INTO out_t SELECT * FROM t;
-- expect-print:
-- [null, null, null, null, null, null, null, null, null, null, null]
-- [true, -1, 1.0E10, 1.50, a, b], 1969-12-31, 10:00, 2026-01-01T10:00, [1, null], +I[1, null], {k=1}]
