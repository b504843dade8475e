-- With timestamp-format.standard = ISO-8601 times have a T between date and time, and TIMESTAMP_LTZ a Z.
-- tags: json, time, timestamp-ltz, option, before-1970
CREATE TABLE t (
  id INT,
  t3 TIMESTAMP(3),
  t9 TIMESTAMP(9),
  ltz TIMESTAMP_LTZ(3),
  tm TIME(0),
  dt DATE
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json', 'json.timestamp-format.standard' = 'ISO-8601');

-- file: t.json
-- {"id":1,"t3":"2026-01-01T10:00:00.123","t9":"2026-01-01T10:00:00.123456789","ltz":"2026-01-01T10:00:00.123Z","tm":"10:00:00","dt":"2026-01-01"}
-- {"id":2,"t3":"1969-12-31T23:59:59","t9":"1969-12-31T23:59:59.1","ltz":"1969-12-31T23:59:59Z","tm":"00:00:00","dt":"1969-12-31"}

SELECT * FROM t;
-- expect:
-- | id | t3                      | t9                            | ltz                      | tm       | dt         |
-- | 1  | 2026-01-01 10:00:00.123 | 2026-01-01 10:00:00.123456789 | 2026-01-01 10:00:00.123Z | 10:00:00 | 2026-01-01 |
-- | 2  | 1969-12-31 23:59:59.000 | 1969-12-31 23:59:59.100000000 | 1969-12-31 23:59:59.000Z | 00:00:00 | 1969-12-31 |
