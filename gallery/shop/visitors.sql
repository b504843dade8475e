-- What visitors of the console do: they are customers too, and here each finds the own clicks again.
--
-- Guarantee: exactly once. An event that was sent twice is shown once. State: the ids of the last ten minutes.
SET 'table.exec.state.ttl' = '10 min';
-- A row is visible when its epoch is committed. There are few rows, so epochs may be short.
SET 'execution.checkpointing.interval' = '250 ms';

CREATE TABLE clickstream (
  event_id STRING,
  session_id STRING,
  page STRING,
  action STRING,
  event_timestamp TIMESTAMP_LTZ(3) NOT NULL,
  arrival AS PROCTIME()
) WITH (
  'connector' = 'kafka',
  'topic' = 'clickstream',
  'properties.bootstrap.servers' = 'localhost:9092',
  'scan.startup.mode' = 'earliest-offset',
  'format' = 'json',
  'json.timestamp-format.standard' = 'ISO-8601'
);

CREATE TABLE visitor_events (
  event_id STRING,
  session_id STRING,
  page STRING,
  action STRING,
  event_timestamp TIMESTAMP_LTZ(3)
) WITH (
  'connector' = 'view',
  'retention.rows' = '1000'
);

INSERT INTO visitor_events
SELECT event_id, session_id, page, action, event_timestamp
FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY event_id ORDER BY arrival) AS copy
  FROM clickstream
  WHERE page LIKE '/console%'
)
WHERE copy = 1;
