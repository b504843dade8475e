-- What happens on each page of a shop, ten seconds at a time. `weir demo` runs this file against its own broker.
CREATE TABLE clickstream (
  event_id STRING,
  user_id BIGINT,
  page STRING,
  action STRING,
  event_timestamp TIMESTAMP_LTZ(3),
  session_id STRING,
  load_time_ms INT,
  device STRING,
  country STRING,
  WATERMARK FOR event_timestamp AS event_timestamp - INTERVAL '5' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'clickstream',
  'properties.bootstrap.servers' = 'localhost:9092',
  'scan.startup.mode' = 'earliest-offset',
  'format' = 'json',
  'json.timestamp-format.standard' = 'ISO-8601'
);

SELECT
  window_start,
  window_end,
  page,
  COUNT(*) AS view_count,
  COUNT(DISTINCT user_id) AS unique_users,
  COUNT(*) FILTER (WHERE action = 'purchase') AS purchases,
  AVG(load_time_ms) AS avg_load_time
FROM TUMBLE(TABLE clickstream, DESCRIPTOR(event_timestamp), INTERVAL '10' SECOND)
GROUP BY window_start, window_end, page;
