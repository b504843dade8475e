-- ORDER BY a time attribute puts rows right that came out of order, within the watermark's delay; further columns decide within a millisecond.
-- tags: sort, row:31
CREATE TABLE visits (
  user_id INT,
  product STRING,
  price DOUBLE,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${dir}/visits.json', 'format' = 'json');

-- file: visits.json
-- {"user_id":1,"product":"p1","price":3.5,"ts":"2026-01-01 10:00:01.000"}
-- {"user_id":1,"product":"p2","price":1.5,"ts":"2026-01-01 10:00:02.000"}
-- {"user_id":2,"product":"p9","price":9.0,"ts":"2026-01-01 10:00:02.500"}
-- {"user_id":1,"product":"p3","price":3.5,"ts":"2026-01-01 10:00:03.000"}
-- {"user_id":1,"product":"p4","price":null,"ts":"2026-01-01 10:00:05.000"}
-- {"user_id":2,"product":"p8","price":2.0,"ts":"2026-01-01 10:00:05.000"}
-- {"user_id":1,"product":"p5","price":8.0,"ts":"2026-01-01 10:00:04.000"}
-- {"user_id":null,"product":"p5","price":7.0,"ts":"2026-01-01 10:00:06.000"}
-- {"user_id":2,"product":"p7","price":9.0,"ts":"2026-01-01 10:05:00.000"}
-- {"user_id":1,"product":"p1","price":0.5,"ts":"2026-01-01 10:05:00.000"}
-- {"user_id":null,"product":"p6","price":7.0,"ts":"2026-01-01 10:06:00.000"}

SELECT ts, user_id, product FROM visits ORDER BY ts, product DESC;
-- expect-ordered:
-- | ts                      | user_id | product |
-- | 2026-01-01 10:00:01.000 | 1       | p1      |
-- | 2026-01-01 10:00:02.000 | 1       | p2      |
-- | 2026-01-01 10:00:02.500 | 2       | p9      |
-- | 2026-01-01 10:00:03.000 | 1       | p3      |
-- | 2026-01-01 10:00:04.000 | 1       | p5      |
-- | 2026-01-01 10:00:05.000 | 2       | p8      |
-- | 2026-01-01 10:00:05.000 | 1       | p4      |
-- | 2026-01-01 10:00:06.000 | NULL    | p5      |
-- | 2026-01-01 10:05:00.000 | 2       | p7      |
-- | 2026-01-01 10:05:00.000 | 1       | p1      |
-- | 2026-01-01 10:06:00.000 | NULL    | p6      |
