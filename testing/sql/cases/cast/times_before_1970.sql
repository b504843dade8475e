-- Casts of a TIMESTAMP before 1970 with a time of day: Flink cuts days and seconds towards 1970 instead of down, so that
-- the DATE is a day, and the TIMESTAMP(0) a second, too late. A defect of Flink that both engines share.
-- tags: cast, time, before-1970, boundary, flink-defect
CREATE TABLE t (
  id INT,
  dt DATE,
  t3 TIMESTAMP(3),
  t9 TIMESTAMP(9)
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"dt":"1969-12-31","t3":"1969-12-31 23:59:59.999","t9":"1969-12-31 23:59:59.999999999"}
-- {"id":2,"dt":"0001-01-01","t3":"0001-01-01 00:00:00.001","t9":"0001-01-01 12:00:00.999999999"}

SELECT id,
  CAST(dt AS TIMESTAMP(3)) AS dt_t3, CAST(dt AS TIMESTAMP_LTZ(3)) AS dt_ltz, CAST(t3 AS DATE) AS t3_dt,
  CAST(t9 AS TIMESTAMP(6)) AS t9_t6, CAST(t9 AS TIMESTAMP(3)) AS t9_t3, CAST(t9 AS TIMESTAMP(0)) AS t9_t0,
  CAST(t9 AS DATE) AS t9_dt, CAST(t3 AS TIMESTAMP(9)) AS t3_t9, CAST(t9 AS TIMESTAMP_LTZ(3)) AS t9_ltz
FROM t;
-- expect: by column
-- | id     | 1                             | 2                             |
-- | dt_t3  | 1969-12-31 00:00:00.000       | 0001-01-01 00:00:00.000       |
-- | dt_ltz | 1969-12-31 00:00:00.000Z      | 0001-01-01 00:00:00.000Z      |
-- | t3_dt  | 1970-01-01                    | 0001-01-02                    |
-- | t9_t6  | 1969-12-31 23:59:59.999999    | 0001-01-01 12:00:00.999999    |
-- | t9_t3  | 1969-12-31 23:59:59.999       | 0001-01-01 12:00:00.999       |
-- | t9_t0  | 1970-01-01 00:00:00           | 0001-01-01 12:00:01           |
-- | t9_dt  | 1970-01-01                    | 0001-01-02                    |
-- | t3_t9  | 1969-12-31 23:59:59.999000000 | 0001-01-01 00:00:00.001000000 |
-- | t9_ltz | 1969-12-31 23:59:59.999Z      | 0001-01-01 12:00:00.999Z      |
