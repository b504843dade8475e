-- Windows of TIMESTAMP_LTZ are those of the local clock.
-- tags: rank, top-n, window, timezone
SET 'table.local-time-zone' = 'Asia/Kolkata';

CREATE TABLE visits (
  user_id INT,
  product STRING,
  price DOUBLE,
  millis BIGINT,
  ts AS TO_TIMESTAMP_LTZ(millis, 3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${dir}/visits.json', 'format' = 'json');

-- file: visits.json
-- {"user_id":1,"product":"a","price":1,"millis":1767263340000}
-- {"user_id":1,"product":"b","price":2,"millis":1767263400000}
-- {"user_id":1,"product":"c","price":3,"millis":1767265200000}

SELECT window_start, user_id, product, rank_number FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY window_start, window_end, user_id ORDER BY price DESC) AS rank_number
  FROM TABLE(TUMBLE(TABLE visits, DESCRIPTOR(ts), INTERVAL '1' HOUR)))
WHERE rank_number <= 2;
-- expect:
-- | window_start            | user_id | product | rank_number |
-- | 2026-01-01 15:00:00.000 | 1       | a       | 1           |
-- | 2026-01-01 16:00:00.000 | 1       | b       | 2           |
-- | 2026-01-01 16:00:00.000 | 1       | c       | 1           |
