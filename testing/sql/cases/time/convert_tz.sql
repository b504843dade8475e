-- CONVERT_TZ moves a text from one zone to another, over the changes of the clocks; the second of two equal
-- times is taken in autumn.
-- tags: time, function, dst, null, boundary, surprise
CREATE TABLE t (
  id INT,
  s STRING,
  from_zone STRING,
  to_zone STRING
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"s":"1970-01-01 00:00:00","from_zone":"UTC","to_zone":"America/Los_Angeles"}
-- {"id":2,"s":"2026-03-29 02:30:00","from_zone":"Europe/Berlin","to_zone":"UTC"}
-- {"id":3,"s":"2026-10-25 02:30:00","from_zone":"Europe/Berlin","to_zone":"UTC"}
-- {"id":4,"s":"2026-07-01 00:00:00","from_zone":"UTC","to_zone":"Asia/Kathmandu"}
-- {"id":5,"s":"nonsense","from_zone":"UTC","to_zone":"UTC"}
-- {"id":6,"s":null,"from_zone":"UTC","to_zone":"UTC"}

SELECT id, CONVERT_TZ(s, from_zone, to_zone) AS converted FROM t;
-- expect:
-- | id | converted           |
-- | 1  | 1969-12-31 16:00:00 |
-- | 2  | 2026-03-29 01:30:00 |
-- | 3  | 2026-10-25 01:30:00 |
-- | 4  | 2026-07-01 05:45:00 |
-- | 5  | NULL                |
-- | 6  | NULL                |
