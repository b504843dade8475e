-- FLOOR and CEIL of a TIMESTAMP to each unit; what is on the boundary stays. Weeks start on Sunday.
-- tags: time, function, null, before-1970, boundary
CREATE TABLE t (
  id INT,
  t3 TIMESTAMP(3)
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"t3":"2026-05-14 13:14:15.678"}
-- {"id":2,"t3":"2026-01-01 00:00:00.000"}
-- {"id":3,"t3":"1970-01-01 00:00:00.001"}
-- {"id":4,"t3":null}

SELECT id, FLOOR(t3 TO SECOND) AS floor_s, FLOOR(t3 TO MINUTE) AS floor_mi, FLOOR(t3 TO HOUR) AS floor_h, FLOOR(t3 TO DAY) AS floor_d,
  FLOOR(t3 TO WEEK) AS floor_w, FLOOR(t3 TO MONTH) AS floor_mon, FLOOR(t3 TO QUARTER) AS floor_q, FLOOR(t3 TO YEAR) AS floor_y,
  CEIL(t3 TO SECOND) AS ceil_s, CEIL(t3 TO MINUTE) AS ceil_mi, CEIL(t3 TO HOUR) AS ceil_h, CEIL(t3 TO DAY) AS ceil_d,
  CEIL(t3 TO WEEK) AS ceil_w, CEIL(t3 TO MONTH) AS ceil_mon, CEIL(t3 TO QUARTER) AS ceil_q, CEIL(t3 TO YEAR) AS ceil_y
FROM t;
-- expect: by column
-- | id        | 1                       | 2                       | 3                       | 4    |
-- | floor_s   | 2026-05-14 13:14:15.000 | 2026-01-01 00:00:00.000 | 1970-01-01 00:00:00.000 | NULL |
-- | floor_mi  | 2026-05-14 13:14:00.000 | 2026-01-01 00:00:00.000 | 1970-01-01 00:00:00.000 | NULL |
-- | floor_h   | 2026-05-14 13:00:00.000 | 2026-01-01 00:00:00.000 | 1970-01-01 00:00:00.000 | NULL |
-- | floor_d   | 2026-05-14 00:00:00.000 | 2026-01-01 00:00:00.000 | 1970-01-01 00:00:00.000 | NULL |
-- | floor_w   | 2026-05-10 00:00:00.000 | 2025-12-28 00:00:00.000 | 1969-12-28 00:00:00.000 | NULL |
-- | floor_mon | 2026-05-01 00:00:00.000 | 2026-01-01 00:00:00.000 | 1970-01-01 00:00:00.000 | NULL |
-- | floor_q   | 2026-04-01 00:00:00.000 | 2026-01-01 00:00:00.000 | 1970-01-01 00:00:00.000 | NULL |
-- | floor_y   | 2026-01-01 00:00:00.000 | 2026-01-01 00:00:00.000 | 1970-01-01 00:00:00.000 | NULL |
-- | ceil_s    | 2026-05-14 13:14:16.000 | 2026-01-01 00:00:00.000 | 1970-01-01 00:00:01.000 | NULL |
-- | ceil_mi   | 2026-05-14 13:15:00.000 | 2026-01-01 00:00:00.000 | 1970-01-01 00:01:00.000 | NULL |
-- | ceil_h    | 2026-05-14 14:00:00.000 | 2026-01-01 00:00:00.000 | 1970-01-01 01:00:00.000 | NULL |
-- | ceil_d    | 2026-05-15 00:00:00.000 | 2026-01-01 00:00:00.000 | 1970-01-02 00:00:00.000 | NULL |
-- | ceil_w    | 2026-05-17 00:00:00.000 | 2026-01-04 00:00:00.000 | 1970-01-04 00:00:00.000 | NULL |
-- | ceil_mon  | 2026-06-01 00:00:00.000 | 2026-01-01 00:00:00.000 | 1970-01-01 00:00:00.000 | NULL |
-- | ceil_q    | 2026-07-01 00:00:00.000 | 2026-01-01 00:00:00.000 | 1970-01-01 00:00:00.000 | NULL |
-- | ceil_y    | 2027-01-01 00:00:00.000 | 2026-01-01 00:00:00.000 | 1970-01-01 00:00:00.000 | NULL |
