-- Lengths that are enforced: in characters for texts, in bytes for binary values; those of a fixed length are filled up, with
-- spaces or with zeros. NULL stays NULL. Without the enforcer the values are written as they came.
-- tags: sink, string, option, boundary
SET 'table.exec.sink.type-length-enforcer' = 'TRIM_PAD';

CREATE TABLE t (
  id INT,
  c CHAR(3),
  v VARCHAR(3),
  b BINARY(3),
  w VARBINARY(3),
  s STRING
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

CREATE TABLE out_t (
  id INT,
  c CHAR(3),
  v VARCHAR(3),
  b BINARY(3),
  w VARBINARY(3),
  s STRING
) WITH ('connector' = 'print');

-- file: t.json
-- {"id":1,"c":"abcdef","v":"abcdef","b":"YWJjZA==","w":"YWJjZA==","s":"abcdef"}
-- {"id":2,"c":"a","v":"a","b":"YQ==","w":"YQ==","s":"a"}
-- {"id":3,"c":null,"v":null,"b":null,"w":null,"s":null}
-- {"id":4,"c":"éßøåæ","v":"éßøåæ","b":"w6k=","w":"w6k=","s":"éßøåæ"}
-- {"id":5,"c":"é","v":"é","b":"YWJj","w":"YWJj","s":""}
-- {"id":6,"c":"","v":"","b":"","w":"","s":"xyz"}

INSERT INTO out_t SELECT * FROM t;
-- expect-print:
-- [1, abc, abc, [97, 98, 99], [97, 98, 99], abcdef]
-- [2, a  , a, [97, 0, 0], [97], a]
-- [3, null, null, null, null, null]
-- [4, éßø, éßø, [-61, -87, 0], [-61, -87], éßøåæ]
-- [5, é  , é, [97, 98, 99], [97, 98, 99], ]
-- [6,    , , [0, 0, 0], [], xyz]

SET 'table.exec.sink.type-length-enforcer' = 'IGNORE';

INSERT INTO out_t SELECT * FROM t;
-- expect-print:
-- [1, abcdef, abcdef, [97, 98, 99, 100], [97, 98, 99, 100], abcdef]
-- [2, a, a, [97], [97], a]
-- [3, null, null, null, null, null]
-- [4, éßøåæ, éßøåæ, [-61, -87], [-61, -87], éßøåæ]
-- [5, é, é, [97, 98, 99], [97, 98, 99], ]
-- [6, , , [], [], xyz]
