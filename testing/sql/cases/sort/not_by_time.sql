-- Sorting a stream by another column needs an end of the stream, and an option that says so.
-- tags: sort, wrong
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

SELECT product, price FROM visits ORDER BY price;
-- expect-error: Sort on a non-time-attribute field is not supported.
