-- What happens on each page of the shop, minute by minute: views, users, purchases, and how long pages take to load.
--
-- Guarantee: exactly once. An event that was sent twice is counted once, by its event_id; a copy comes within minutes.
-- Window: one minute, by the time at which things happened. State: one row for each page and open window.
-- Watermark: five seconds, so that a minute is there five seconds after it is over. Events that are later than that are
-- counted as late and left out; a shop whose phones are offline for minutes would take INTERVAL '5' MINUTE.
SET 'table.exec.state.ttl' = '10 min';
SET 'table.exec.source.idle-timeout' = '2 s';

CREATE TABLE clickstream (
  event_id STRING,
  user_id BIGINT,
  page STRING,
  action STRING,
  load_time_ms INT,
  event_timestamp TIMESTAMP_LTZ(3) NOT NULL,
  arrival AS PROCTIME(),
  WATERMARK FOR event_timestamp AS event_timestamp - INTERVAL '5' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'clickstream',
  'properties.bootstrap.servers' = 'localhost:9092',
  'scan.startup.mode' = 'earliest-offset',
  'format' = 'json',
  'json.timestamp-format.standard' = 'ISO-8601'
);

CREATE TABLE page_metrics (
  window_start TIMESTAMP(3),
  window_end TIMESTAMP(3),
  page STRING,
  view_count BIGINT,
  unique_users BIGINT,
  purchases BIGINT,
  avg_load_time INT
) WITH (
  'connector' = 'view',
  'retention.time' = '1 d'
);

CREATE TEMPORARY VIEW events AS
SELECT user_id, page, action, load_time_ms, event_timestamp
FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY event_id ORDER BY arrival) AS copy
  FROM clickstream
)
WHERE copy = 1;

INSERT INTO page_metrics
SELECT
  window_start,
  window_end,
  page,
  COUNT(*) AS view_count,
  COUNT(DISTINCT user_id) AS unique_users,
  COUNT(*) FILTER (WHERE action = 'purchase') AS purchases,
  AVG(load_time_ms) AS avg_load_time
FROM TUMBLE(TABLE events, DESCRIPTOR(event_timestamp), INTERVAL '1' MINUTE)
GROUP BY window_start, window_end, page;
