-- FROM_UNIXTIME, UNIX_TIMESTAMP of a text and TO_TIMESTAMP_LTZ of seconds and milliseconds.
-- tags: time, function, timestamp-ltz, null, before-1970, boundary
SET 'table.local-time-zone' = 'Asia/Kathmandu';

CREATE TABLE t (
  id INT,
  n BIGINT,
  s STRING
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"n":0,"s":"1970-01-01 05:30:00"}
-- {"id":2,"n":1767261600,"s":"2026-01-01 15:45:00"}
-- {"id":3,"n":-1,"s":"1969-12-31 23:59:59"}
-- {"id":4,"n":null,"s":null}
-- {"id":5,"n":1,"s":"nonsense"}

SELECT id, FROM_UNIXTIME(n) AS from_s, FROM_UNIXTIME(n, 'yyyy/MM/dd HH') AS from_s_format, UNIX_TIMESTAMP(s) AS unix_s,
  UNIX_TIMESTAMP(s, 'yyyy-MM-dd HH:mm:ss') AS unix_format, TO_TIMESTAMP_LTZ(n, 0) AS ltz_s, TO_TIMESTAMP_LTZ(n, 3) AS ltz_ms
FROM t;
-- expect: by column
-- | id            | 1                        | 2                        | 3                        | 4    | 5                        |
-- | from_s        | 1970-01-01 05:30:00      | 2026-01-01 15:45:00      | 1970-01-01 05:29:59      | NULL | 1970-01-01 05:30:01      |
-- | from_s_format | 1970/01/01 05            | 2026/01/01 15            | 1970/01/01 05            | NULL | 1970/01/01 05            |
-- | unix_s        | 0                        | 1767261600               | -19801                   | NULL | -9223372036854775808     |
-- | unix_format   | 0                        | 1767261600               | -19801                   | NULL | -9223372036854775808     |
-- | ltz_s         | 1970-01-01 00:00:00.000Z | 2026-01-01 10:00:00.000Z | 1969-12-31 23:59:59.000Z | NULL | 1970-01-01 00:00:01.000Z |
-- | ltz_ms        | 1970-01-01 00:00:00.000Z | 1970-01-21 10:54:21.600Z | 1969-12-31 23:59:59.999Z | NULL | 1970-01-01 00:00:00.001Z |
