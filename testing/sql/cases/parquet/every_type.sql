-- Every type that parquet has, written and read again: INT96 timestamps, decimals as bytes.
-- tags: cluster, parquet, type, sink, row:180
CREATE TABLE t (
  id BIGINT,
  b BOOLEAN,
  t TINYINT,
  s SMALLINT,
  n INT,
  f FLOAT,
  d DOUBLE,
  txt STRING,
  dt DATE,
  tm TIME(3),
  ts TIMESTAMP(3),
  ts6 TIMESTAMP(6),
  p DECIMAL(9, 2),
  q DECIMAL(38, 10)
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"b":true,"t":-128,"s":32767,"n":-5,"f":0.5,"d":1e100,"txt":"äöü€","dt":"2026-02-28","tm":"23:59:59.999","ts":"2026-01-01 10:00:00.123","ts6":"2026-01-01 10:00:00.123456","p":-1234567.89,"q":12345678901234567890.0123456789}
-- {"id":2}
-- {"id":3,"b":false,"t":0,"s":-1,"n":2147483647,"f":-1.25,"d":-0.0,"txt":"","dt":"1970-01-01","tm":"00:00:00","ts":"1970-01-01 00:00:00","ts6":"2038-01-19 03:14:08.5","p":0.01,"q":-0.0000000001}

CREATE TABLE p (
  id BIGINT,
  b BOOLEAN,
  t TINYINT,
  s SMALLINT,
  n INT,
  f FLOAT,
  d DOUBLE,
  txt STRING,
  dt DATE,
  tm TIME(3),
  ts TIMESTAMP(3),
  ts6 TIMESTAMP(6),
  p DECIMAL(9, 2),
  q DECIMAL(38, 10)
) WITH ('connector' = 'filesystem', 'path' = '${dir}/p', 'format' = 'parquet');

INSERT INTO p SELECT * FROM t;

SELECT id, b, t, s, n, f, d, txt FROM p;
-- expect:
-- | id | b     | t    | s     | n          | f     | d       | txt  |
-- | 1  | TRUE  | -128 | 32767 | -5         | 0.5   | 1.0E100 | äöü€ |
-- | 2  | NULL  | NULL | NULL  | NULL       | NULL  | NULL    | NULL |
-- | 3  | FALSE | 0    | -1    | 2147483647 | -1.25 | -0.0    | ''   |

SELECT id, dt, tm, ts, ts6, p, q FROM p;
-- expect:
-- | id | dt         | tm           | ts                      | ts6                        | p           | q                               |
-- | 1  | 2026-02-28 | 23:59:59.999 | 2026-01-01 10:00:00.123 | 2026-01-01 10:00:00.123456 | -1234567.89 | 12345678901234567890.0123456789 |
-- | 2  | NULL       | NULL         | NULL                    | NULL                       | NULL        | NULL                            |
-- | 3  | 1970-01-01 | 00:00:00.000 | 1970-01-01 00:00:00.000 | 2038-01-19 03:14:08.500000 | 0.01        | -0.0000000001                   |
