-- An event time column of precision 6 is not allowed; cut to milliseconds the last microsecond stays in its window.
-- tags: window, tumble, boundary, precision
CREATE TABLE clicks (
  user_id INT,
  happened TIMESTAMP(6),
  ts AS CAST(happened AS TIMESTAMP(3)),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"user_id":1,"happened":"2026-01-01 10:00:00.000001"}
-- {"user_id":2,"happened":"2026-01-01 10:04:59.999999"}
-- {"user_id":3,"happened":"2026-01-01 10:05:00.000000"}

SELECT window_start, COUNT(*) AS cnt, MAX(happened) AS last_one
FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '5' MINUTES))
GROUP BY window_start, window_end;
-- expect:
-- | window_start            | cnt | last_one                   |
-- | 2026-01-01 10:00:00.000 | 2   | 2026-01-01 10:04:59.999999 |
-- | 2026-01-01 10:05:00.000 | 1   | 2026-01-01 10:05:00.000000 |
