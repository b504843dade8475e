-- Carts that were left: a user put something into the cart, and bought nothing in the thirty minutes after.
--
-- Guarantee: exactly once; a user must not be written to twice. Another product in the cart begins the half hour anew,
-- so that the session of cart events and purchases of a user is what counts: it ends thirty minutes after the last one,
-- and is abandoned if no purchase is the last of it.
-- Window: a session with a gap of thirty minutes. State: one open session for each user with a cart.
SET 'table.exec.source.idle-timeout' = '2 s';

CREATE TABLE clickstream (
  user_id BIGINT,
  action STRING,
  product_id BIGINT,
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

CREATE TABLE cart_abandonment (
  user_id BIGINT,
  last_cart_time TIMESTAMP_LTZ(3),
  products BIGINT,
  abandoned_at TIMESTAMP(3)
) WITH (
  'connector' = 'view',
  'retention.time' = '1 d'
);

CREATE TEMPORARY VIEW carts AS
SELECT user_id, action, product_id, event_timestamp
FROM clickstream
WHERE action IN ('add_to_cart', 'purchase');

INSERT INTO cart_abandonment
SELECT user_id, last_cart_time, products, window_end AS abandoned_at
FROM (
  SELECT
    user_id,
    window_end,
    MAX(event_timestamp) FILTER (WHERE action = 'add_to_cart') AS last_cart_time,
    MAX(event_timestamp) FILTER (WHERE action = 'purchase') AS last_purchase_time,
    COUNT(DISTINCT product_id) FILTER (WHERE action = 'add_to_cart') AS products
  FROM SESSION(
    TABLE carts PARTITION BY user_id, DESCRIPTOR(event_timestamp), INTERVAL '30' MINUTE)
  GROUP BY user_id, window_start, window_end
)
WHERE last_cart_time IS NOT NULL AND (last_purchase_time IS NULL OR last_purchase_time < last_cart_time);
