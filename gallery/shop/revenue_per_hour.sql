-- What the shop earns: revenue and orders of each hour, as they come, and of the hours that are over.
--
-- Guarantee: exactly once; this is money. DECIMAL adds up to the cent, and an order that was sent twice counts once:
-- it is deduplicated by its order_id.
-- Window: one hour by the time of the order. State: one sum for each open hour, and the orders of the last two.
SET 'table.exec.state.ttl' = '2 h';
SET 'table.exec.source.idle-timeout' = '2 s';

CREATE TABLE clickstream (
  action STRING,
  order_id STRING,
  amount DECIMAL(10, 2),
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

CREATE TABLE revenue_per_hour (
  window_start TIMESTAMP(3),
  window_end TIMESTAMP(3),
  orders BIGINT,
  revenue DECIMAL(38, 2)
) WITH (
  'connector' = 'view',
  'retention.time' = '30 d'
);

-- The hour that is not over, from its first order on.
CREATE TABLE revenue_today (
  `hour` STRING,
  orders BIGINT,
  revenue DECIMAL(38, 2),
  PRIMARY KEY (`hour`) NOT ENFORCED
) WITH (
  'connector' = 'view'
);

CREATE TEMPORARY VIEW orders AS
SELECT order_id, amount, event_timestamp
FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY order_id ORDER BY arrival) AS copy
  FROM clickstream
  WHERE action = 'purchase'
)
WHERE copy = 1;

INSERT INTO revenue_per_hour
SELECT window_start, window_end, COUNT(*) AS orders, SUM(amount) AS revenue
FROM TUMBLE(TABLE orders, DESCRIPTOR(event_timestamp), INTERVAL '1' HOUR)
GROUP BY window_start, window_end;

INSERT INTO revenue_today
SELECT
  DATE_FORMAT(event_timestamp, 'yyyy-MM-dd HH:00') AS `hour`,
  COUNT(*) AS orders,
  SUM(amount) AS revenue
FROM orders
GROUP BY DATE_FORMAT(event_timestamp, 'yyyy-MM-dd HH:00');
