-- Text to DATE, TIME and TIMESTAMP: short forms, missing parts, days that do not exist: 30 February is no DATE, but as a
-- TIMESTAMP it is the 28th.
-- tags: cast, try-cast, time, string, before-1970, boundary, surprise
CREATE TABLE t (
  id INT,
  s STRING
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"s":"2026-01-02"}
-- {"id":2,"s":"2026-01-02 03:04:05"}
-- {"id":3,"s":"2026-01-02 03:04:05.678901234"}
-- {"id":4,"s":"2026-01-02T03:04:05"}
-- {"id":5,"s":"03:04:05"}
-- {"id":6,"s":"2026-2-3"}
-- {"id":7,"s":"2026-02-30"}
-- {"id":8,"s":"1969-12-31 23:59:59.999"}
-- {"id":9,"s":"24:00:00"}
-- {"id":10,"s":""}
-- {"id":11,"s":"tomorrow"}
-- {"id":12,"s":null}
-- {"id":13,"s":"2026"}
-- {"id":14,"s":"2026-01"}
-- {"id":15,"s":"2024-02-29"}
-- {"id":16,"s":"2026-01-02 03:04"}
-- {"id":17,"s":"3:4:5.9"}

SELECT id, s, TRY_CAST(s AS DATE) AS dt, TRY_CAST(s AS TIME) AS tm, TRY_CAST(s AS TIMESTAMP(3)) AS t3,
  TRY_CAST(s AS TIMESTAMP(9)) AS t9, TRY_CAST(s AS TIMESTAMP_LTZ(3)) AS ltz
FROM t;
-- expect:
-- | id | s                             | dt         | tm       | t3                      | t9                            | ltz                      |
-- | 1  | 2026-01-02                    | 2026-01-02 | NULL     | 2026-01-02 00:00:00.000 | 2026-01-02 00:00:00.000000000 | 2026-01-02 00:00:00.000Z |
-- | 2  | 2026-01-02 03:04:05           | 2026-01-02 | NULL     | 2026-01-02 03:04:05.000 | 2026-01-02 03:04:05.000000000 | 2026-01-02 03:04:05.000Z |
-- | 3  | 2026-01-02 03:04:05.678901234 | 2026-01-02 | NULL     | 2026-01-02 03:04:05.678 | 2026-01-02 03:04:05.678901234 | 2026-01-02 03:04:05.678Z |
-- | 4  | 2026-01-02T03:04:05           | NULL       | NULL     | NULL                    | NULL                          | NULL                     |
-- | 5  | 03:04:05                      | NULL       | 03:04:05 | NULL                    | NULL                          | NULL                     |
-- | 6  | 2026-2-3                      | 2026-02-03 | NULL     | 2026-02-03 00:00:00.000 | 2026-02-03 00:00:00.000000000 | 2026-02-03 00:00:00.000Z |
-- | 7  | 2026-02-30                    | NULL       | NULL     | 2026-02-28 00:00:00.000 | 2026-02-28 00:00:00.000000000 | 2026-02-28 00:00:00.000Z |
-- | 8  | 1969-12-31 23:59:59.999       | 1969-12-31 | NULL     | 1969-12-31 23:59:59.999 | 1969-12-31 23:59:59.999000000 | 1969-12-31 23:59:59.999Z |
-- | 9  | 24:00:00                      | NULL       | NULL     | NULL                    | NULL                          | NULL                     |
-- | 10 | ''                            | NULL       | NULL     | NULL                    | NULL                          | NULL                     |
-- | 11 | tomorrow                      | NULL       | NULL     | NULL                    | NULL                          | NULL                     |
-- | 12 | NULL                          | NULL       | NULL     | NULL                    | NULL                          | NULL                     |
-- | 13 | 2026                          | 2026-01-01 | NULL     | NULL                    | NULL                          | NULL                     |
-- | 14 | 2026-01                       | 2026-01-01 | NULL     | NULL                    | NULL                          | NULL                     |
-- | 15 | 2024-02-29                    | 2024-02-29 | NULL     | 2024-02-29 00:00:00.000 | 2024-02-29 00:00:00.000000000 | 2024-02-29 00:00:00.000Z |
-- | 16 | 2026-01-02 03:04              | 2026-01-02 | NULL     | NULL                    | NULL                          | NULL                     |
-- | 17 | 3:4:5.9                       | NULL       | 03:04:05 | NULL                    | NULL                          | NULL                     |
