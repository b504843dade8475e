-- How many users are in the shop: those who did something in the last five minutes, anew each minute.
--
-- Guarantee: at least once is enough, since a user counts once however often he comes; it is exactly once anyway.
-- Window: five minutes that move by one. State: the set of users of each open window; a copy of an event adds nothing.
SET 'table.exec.source.idle-timeout' = '2 s';

CREATE TABLE clickstream (
  user_id BIGINT,
  session_id STRING,
  event_timestamp TIMESTAMP_LTZ(3) NOT NULL,
  WATERMARK FOR event_timestamp AS event_timestamp - INTERVAL '5' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'clickstream',
  'properties.bootstrap.servers' = 'localhost:9092',
  'scan.startup.mode' = 'earliest-offset',
  'format' = 'json',
  'json.timestamp-format.standard' = 'ISO-8601'
);

CREATE TABLE active_users (
  window_start TIMESTAMP(3),
  window_end TIMESTAMP(3),
  active_users BIGINT,
  sessions BIGINT
) WITH (
  'connector' = 'view',
  'retention.time' = '1 d'
);

INSERT INTO active_users
SELECT
  window_start,
  window_end,
  COUNT(DISTINCT user_id) AS active_users,
  COUNT(DISTINCT session_id) AS sessions
FROM HOP(TABLE clickstream, DESCRIPTOR(event_timestamp), INTERVAL '1' MINUTE, INTERVAL '5' MINUTE)
GROUP BY window_start, window_end;
