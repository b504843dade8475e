-- Functions on TIMESTAMP_LTZ read the clock of the session's zone.
-- tags: timestamp-ltz, dst, time, boundary
SET 'table.local-time-zone' = 'America/New_York';

CREATE TABLE t (
  id INT,
  instant TIMESTAMP_LTZ(3)
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"instant":"2026-01-01 04:59:59.999Z"}
-- {"id":2,"instant":"2026-01-01 05:00:00.000Z"}
-- {"id":3,"instant":"2026-11-01 06:30:00.000Z"}
-- {"id":4,"instant":null}

SELECT id,
  DATE_FORMAT(instant, 'yyyy-MM-dd HH:mm:ss') AS formatted,
  EXTRACT(HOUR FROM instant) AS hour_of_day,
  YEAR(instant) AS year_of,
  FLOOR(instant TO DAY) AS start_of_day,
  CEIL(instant TO HOUR) AS next_hour,
  instant + INTERVAL '1' DAY AS a_day_later,
  TIMESTAMPDIFF(HOUR, instant, TO_TIMESTAMP_LTZ(1767243600000, 3)) AS hours_to,
  UNIX_TIMESTAMP(DATE_FORMAT(instant, 'yyyy-MM-dd HH:mm:ss')) AS back_to_seconds
FROM t;
-- expect: by column
-- | id              | 1                        | 2                        | 3                        | 4    |
-- | formatted       | 2025-12-31 23:59:59      | 2026-01-01 00:00:00      | 2026-11-01 01:30:00      | NULL |
-- | hour_of_day     | 23                       | 0                        | 1                        | NULL |
-- | year_of         | 2025                     | 2026                     | 2026                     | NULL |
-- | start_of_day    | 2025-12-31 05:00:00.000Z | 2026-01-01 05:00:00.000Z | 2026-11-01 05:00:00.000Z | NULL |
-- | next_hour       | 2026-01-01 05:00:00.000Z | 2026-01-01 05:00:00.000Z | 2026-11-01 07:00:00.000Z | NULL |
-- | a_day_later     | 2026-01-02 04:59:59.999Z | 2026-01-02 05:00:00.000Z | 2026-11-02 06:30:00.000Z | NULL |
-- | hours_to        | 0                        | 0                        | -7297                    | NULL |
-- | back_to_seconds | 1767243599               | 1767243600               | 1793514600               | NULL |
