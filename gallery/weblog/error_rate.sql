-- Requests, server errors and their share, for each minute of a web server's log.
CREATE TABLE access (
  host STRING,
  path STRING,
  status INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = 'access.csv', 'format' = 'csv');

SELECT
  window_start,
  COUNT(*) AS requests,
  COUNT(*) FILTER (WHERE status >= 500) AS errors,
  CAST(100.0 * COUNT(*) FILTER (WHERE status >= 500) / COUNT(*) AS DECIMAL(5, 1)) AS error_percent
FROM TUMBLE(TABLE access, DESCRIPTOR(ts), INTERVAL '1' MINUTE)
GROUP BY window_start, window_end;
