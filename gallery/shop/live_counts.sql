-- How often each thing was done on each page since the shop opened. No window: a click is counted when it comes, and
-- whoever makes one sees it at once.
--
-- Guarantee: exactly once, through crashes as well. An event that was sent twice is counted once. What is shown may be
-- ahead of the last epoch; after a crash it is counted again from there, to the same totals.
-- State: one number for each page and action; and the ids of events, for as long as a copy of one may still come.
SET 'table.exec.state.ttl' = '10 min';

CREATE TABLE clickstream (
  event_id STRING,
  page STRING,
  action STRING,
  arrival AS PROCTIME()
) WITH (
  'connector' = 'kafka',
  'topic' = 'clickstream',
  'properties.bootstrap.servers' = 'localhost:9092',
  'scan.startup.mode' = 'earliest-offset',
  'format' = 'json'
);

CREATE TABLE live_counts (
  page STRING,
  action STRING,
  events BIGINT,
  PRIMARY KEY (page, action) NOT ENFORCED
) WITH (
  'connector' = 'view',
  'visibility' = 'immediate'  -- not when the epoch is committed, up to a second later
);

CREATE TEMPORARY VIEW events AS
SELECT page, action
FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY event_id ORDER BY arrival) AS copy
  FROM clickstream
)
WHERE copy = 1;

-- The totals are kept for good, whatever is said above of the ids.
INSERT INTO live_counts
SELECT /*+ STATE_TTL('e' = '0 s') */ page, action, COUNT(*) AS events
FROM events AS e
GROUP BY page, action;
