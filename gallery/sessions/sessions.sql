-- The visits of each user: a visit ends when nothing happens for fifteen minutes.
CREATE TABLE events (
  user_id BIGINT,
  page STRING,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '30' MINUTE
) WITH ('connector' = 'filesystem', 'path' = 'events.ndjson', 'format' = 'json');

SELECT
  user_id,
  window_start AS first_seen,
  TIMESTAMPDIFF(MINUTE, window_start, window_end) - 15 AS minutes,
  COUNT(*) AS pages
FROM SESSION(TABLE events PARTITION BY user_id, DESCRIPTOR(ts), INTERVAL '15' MINUTE)
GROUP BY user_id, window_start, window_end;
