-- Events and mean load time of each page in each minute.
SET 'parallelism.default' = '2';

CREATE TABLE clicks (
  user_id BIGINT,
  page STRING,
  action STRING,
  event_timestamp TIMESTAMP(3),
  session_id STRING,
  load_time_ms INT,
  device STRING,
  country STRING,
  WATERMARK FOR event_timestamp AS event_timestamp - INTERVAL '5' SECOND
) WITH (
  'connector' = 'filesystem',
  'path' = '${input}',
  'format' = 'parquet',
  'parquet.utc-timezone' = 'true'
);

CREATE TABLE page_minutes (
  window_start TIMESTAMP(3),
  page STRING,
  events BIGINT,
  mean_load_time_ms INT
) WITH (
  'connector' = 'print'
);

INSERT INTO page_minutes
SELECT window_start, page, COUNT(*), AVG(load_time_ms)
FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(event_timestamp), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end, page;
