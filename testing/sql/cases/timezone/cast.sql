-- Casts between TIMESTAMP and TIMESTAMP_LTZ use the session's zone; 02:30 does not exist on the day in spring and
-- exists twice on the day in autumn.
-- tags: timestamp-ltz, dst, cast, boundary
SET 'table.local-time-zone' = 'Europe/Berlin';

CREATE TABLE t (
  id INT,
  instant TIMESTAMP_LTZ(3),
  clock TIMESTAMP(3)
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"instant":"2026-01-01 00:00:00.000Z","clock":"2026-01-01 00:00:00.000"}
-- {"id":2,"instant":"2026-03-29 01:00:00.000Z","clock":"2026-03-29 02:30:00.000"}
-- {"id":3,"instant":"2026-10-25 00:30:00.000Z","clock":"2026-10-25 02:30:00.000"}
-- {"id":4,"instant":"2026-10-25 01:30:00.000Z","clock":"2026-10-25 03:00:00.000"}
-- {"id":5,"instant":"1890-01-01 00:00:00.000Z","clock":"1890-01-01 00:00:00.000"}
-- {"id":6,"instant":null,"clock":null}

SELECT id,
  CAST(instant AS TIMESTAMP(3)) AS instant_as_clock,
  CAST(instant AS STRING) AS instant_as_text,
  CAST(instant AS DATE) AS instant_as_date,
  CAST(instant AS TIME) AS instant_as_time,
  CAST(clock AS TIMESTAMP_LTZ(3)) AS clock_as_instant,
  CAST(CAST(clock AS STRING) AS TIMESTAMP_LTZ(3)) AS text_as_instant
FROM t;
-- expect: by column
-- | id               | 1                        | 2                        | 3                        | 4                        | 5                        | 6    |
-- | instant_as_clock | 2026-01-01 01:00:00.000  | 2026-03-29 03:00:00.000  | 2026-10-25 02:30:00.000  | 2026-10-25 02:30:00.000  | 1890-01-01 00:53:28.000  | NULL |
-- | instant_as_text  | 2026-01-01 01:00:00.000  | 2026-03-29 03:00:00.000  | 2026-10-25 02:30:00.000  | 2026-10-25 02:30:00.000  | 1890-01-01 00:53:28.000  | NULL |
-- | instant_as_date  | 2026-01-01               | 2026-03-29               | 2026-10-25               | 2026-10-25               | 1890-01-01               | NULL |
-- | instant_as_time  | 01:00:00                 | 03:00:00                 | 02:30:00                 | 02:30:00                 | 00:53:28                 | NULL |
-- | clock_as_instant | 2025-12-31 23:00:00.000Z | 2026-03-29 01:30:00.000Z | 2026-10-25 00:30:00.000Z | 2026-10-25 02:00:00.000Z | 1889-12-31 23:06:32.000Z | NULL |
-- | text_as_instant  | 2025-12-31 23:00:00.000Z | 2026-03-29 01:30:00.000Z | 2026-10-25 00:30:00.000Z | 2026-10-25 02:00:00.000Z | 1889-12-31 23:06:32.000Z | NULL |
