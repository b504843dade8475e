-- Event time computed from milliseconds since 1970, as a TIMESTAMP_LTZ.
-- tags: cluster, watermark, timestamp-ltz, computed-column
CREATE TABLE clicks (
  user_id INT,
  millis BIGINT,
  ts AS TO_TIMESTAMP_LTZ(millis, 3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"user_id":1,"millis":1767261600000}
-- {"user_id":2,"millis":1767261899999}
-- {"user_id":3,"millis":1767261900000}

SELECT window_start, window_end, COUNT(*) AS cnt
FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '5' MINUTES))
GROUP BY window_start, window_end;
-- expect:
-- | window_start            | window_end              | cnt |
-- | 2026-01-01 10:00:00.000 | 2026-01-01 10:05:00.000 | 2   |
-- | 2026-01-01 10:05:00.000 | 2026-01-01 10:10:00.000 | 1   |
