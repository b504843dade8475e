-- FLOOR and CEIL of a TIMESTAMP before 1970: right for units up to a day; for longer ones Flink takes the day towards 1970.
-- A defect of Flink that both engines share.
-- tags: time, function, before-1970, boundary, flink-defect
CREATE TABLE t (
  id INT,
  t3 TIMESTAMP(3)
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"t3":"1969-12-31 23:59:59.999"}
-- {"id":2,"t3":"1900-03-01 12:34:56.789"}
-- {"id":3,"t3":"1969-12-01 00:00:00.000"}

SELECT id, FLOOR(t3 TO SECOND) AS floor_s, FLOOR(t3 TO MINUTE) AS floor_mi, FLOOR(t3 TO HOUR) AS floor_h, FLOOR(t3 TO DAY) AS floor_d,
  FLOOR(t3 TO WEEK) AS floor_w, FLOOR(t3 TO MONTH) AS floor_mon, FLOOR(t3 TO QUARTER) AS floor_q, FLOOR(t3 TO YEAR) AS floor_y,
  CEIL(t3 TO SECOND) AS ceil_s, CEIL(t3 TO MINUTE) AS ceil_mi, CEIL(t3 TO HOUR) AS ceil_h, CEIL(t3 TO DAY) AS ceil_d,
  CEIL(t3 TO WEEK) AS ceil_w, CEIL(t3 TO MONTH) AS ceil_mon, CEIL(t3 TO QUARTER) AS ceil_q, CEIL(t3 TO YEAR) AS ceil_y
FROM t;
-- expect: by column
-- | id        | 1                       | 2                       | 3                       |
-- | floor_s   | 1969-12-31 23:59:59.000 | 1900-03-01 12:34:56.000 | 1969-12-01 00:00:00.000 |
-- | floor_mi  | 1969-12-31 23:59:00.000 | 1900-03-01 12:34:00.000 | 1969-12-01 00:00:00.000 |
-- | floor_h   | 1969-12-31 23:00:00.000 | 1900-03-01 12:00:00.000 | 1969-12-01 00:00:00.000 |
-- | floor_d   | 1969-12-31 00:00:00.000 | 1900-03-01 00:00:00.000 | 1969-12-01 00:00:00.000 |
-- | floor_w   | 1969-12-28 00:00:00.000 | 1900-02-25 00:00:00.000 | 1969-11-30 00:00:00.000 |
-- | floor_mon | 1970-01-01 00:00:00.000 | 1900-03-01 00:00:00.000 | 1969-12-01 00:00:00.000 |
-- | floor_q   | 1970-01-01 00:00:00.000 | 1900-01-01 00:00:00.000 | 1969-10-01 00:00:00.000 |
-- | floor_y   | 1970-01-01 00:00:00.000 | 1900-01-01 00:00:00.000 | 1969-01-01 00:00:00.000 |
-- | ceil_s    | 1970-01-01 00:00:00.000 | 1900-03-01 12:34:57.000 | 1969-12-01 00:00:00.000 |
-- | ceil_mi   | 1970-01-01 00:00:00.000 | 1900-03-01 12:35:00.000 | 1969-12-01 00:00:00.000 |
-- | ceil_h    | 1970-01-01 00:00:00.000 | 1900-03-01 13:00:00.000 | 1969-12-01 00:00:00.000 |
-- | ceil_d    | 1970-01-01 00:00:00.000 | 1900-03-02 00:00:00.000 | 1969-12-01 00:00:00.000 |
-- | ceil_w    | 1970-01-04 00:00:00.000 | 1900-03-04 00:00:00.000 | 1969-12-07 00:00:00.000 |
-- | ceil_mon  | 1970-01-01 00:00:00.000 | 1900-04-01 00:00:00.000 | 1969-12-01 00:00:00.000 |
-- | ceil_q    | 1970-01-01 00:00:00.000 | 1900-04-01 00:00:00.000 | 1970-01-01 00:00:00.000 |
-- | ceil_y    | 1970-01-01 00:00:00.000 | 1901-01-01 00:00:00.000 | 1970-01-01 00:00:00.000 |
