-- (start, end) OVERLAPS (start, end): ends that only touch do not overlap, except for an empty period.
-- tags: time, function, boundary
CREATE TABLE t (
  id INT,
  a TIMESTAMP(3),
  b TIMESTAMP(3)
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"a":"2026-01-01 10:00:00.000","b":"2026-01-01 11:00:00.000"}
-- {"id":2,"a":"2026-01-01 11:00:00.000","b":"2026-01-01 12:00:00.000"}
-- {"id":3,"a":"2026-01-01 11:00:00.001","b":"2026-01-01 12:00:00.000"}
-- {"id":4,"a":"2026-01-01 10:30:00.000","b":"2026-01-01 10:30:00.000"}
-- {"id":5,"a":null,"b":"2026-01-01 10:30:00.000"}

SELECT id, (a, b) OVERLAPS (TIMESTAMP '2026-01-01 10:00:00', TIMESTAMP '2026-01-01 11:00:00') AS overlapping FROM t;
-- expect:
-- | id | overlapping |
-- | 1  | TRUE        |
-- | 2  | TRUE        |
-- | 3  | FALSE       |
-- | 4  | TRUE        |
-- | 5  | NULL        |
