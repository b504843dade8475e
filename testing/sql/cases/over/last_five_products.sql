-- The last products that each user has viewed: Top-N by time within five-minute windows.
-- tags: over, top-n, window, row:43
CREATE TABLE product_views (
  user_id INT,
  product STRING,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${dir}/views.json', 'format' = 'json');

-- file: views.json
-- {"user_id":1,"product":"p1","ts":"2026-01-01 10:00:01.000"}
-- {"user_id":1,"product":"p2","ts":"2026-01-01 10:00:02.000"}
-- {"user_id":2,"product":"p9","ts":"2026-01-01 10:00:02.500"}
-- {"user_id":1,"product":"p3","ts":"2026-01-01 10:00:03.000"}
-- {"user_id":1,"product":"p4","ts":"2026-01-01 10:00:05.000"}
-- {"user_id":1,"product":"p5","ts":"2026-01-01 10:00:04.000"}
-- {"user_id":1,"product":"p6","ts":"2026-01-01 10:00:06.000"}
-- {"user_id":1,"product":"p7","ts":"2026-01-01 10:05:00.000"}

SELECT window_start, user_id, product, rank_number FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY window_start, window_end, user_id ORDER BY ts DESC) AS rank_number
  FROM TABLE(TUMBLE(TABLE product_views, DESCRIPTOR(ts), INTERVAL '5' MINUTES)))
WHERE rank_number <= 5;
-- expect:
-- | window_start            | user_id | product | rank_number |
-- | 2026-01-01 10:00:00.000 | 1       | p2      | 5           |
-- | 2026-01-01 10:00:00.000 | 1       | p3      | 4           |
-- | 2026-01-01 10:00:00.000 | 1       | p4      | 2           |
-- | 2026-01-01 10:00:00.000 | 1       | p5      | 3           |
-- | 2026-01-01 10:00:00.000 | 1       | p6      | 1           |
-- | 2026-01-01 10:00:00.000 | 2       | p9      | 1           |
-- | 2026-01-01 10:05:00.000 | 1       | p7      | 1           |
