-- What is known of each user, for a page that suits him: computed while he is there, read in a millisecond by
-- GET /api/v1/views/user_features?user_id=7. Four results; each says in its query how long it looks back.
--
-- Guarantee: exactly once. State: a few values for each user of the last hour.
SET 'table.exec.state.ttl' = '1 h';
SET 'table.exec.source.idle-timeout' = '2 s';

CREATE TABLE clickstream (
  event_id STRING,
  user_id BIGINT,
  action STRING,
  page STRING,
  product_id BIGINT,
  category STRING,
  search_query STRING,
  load_time_ms INT,
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

-- Five minutes of a user: how much he did, what he was interested in, what he looked for, what he put into the cart.
CREATE TABLE user_features (
  user_id BIGINT,
  window_end TIMESTAMP(3),
  events BIGINT,
  categories BIGINT,
  searches BIGINT,
  last_search STRING,
  cart_adds BIGINT
) WITH ('connector' = 'view', 'retention.time' = '1 h', 'retention.rows' = '200000');

INSERT INTO user_features
SELECT
  user_id,
  window_end,
  COUNT(DISTINCT event_id) AS events,
  COUNT(DISTINCT category) AS categories,
  COUNT(DISTINCT search_query) AS searches,
  MAX(search_query) AS last_search,
  COUNT(DISTINCT event_id) FILTER (WHERE action = 'add_to_cart') AS cart_adds
FROM TUMBLE(TABLE clickstream, DESCRIPTOR(event_timestamp), INTERVAL '5' MINUTE)
GROUP BY user_id, window_start, window_end;

-- The last five products that each user has looked at.
CREATE TABLE last_products (
  user_id BIGINT,
  place BIGINT,
  product_id BIGINT,
  seen_at TIMESTAMP_LTZ(3),
  PRIMARY KEY (user_id, place) NOT ENFORCED
) WITH ('connector' = 'view');

INSERT INTO last_products
SELECT user_id, place, product_id, seen_at
FROM (
  SELECT
    user_id,
    product_id,
    seen_at,
    ROW_NUMBER() OVER (PARTITION BY user_id ORDER BY seen_at DESC) AS place
  FROM (
    SELECT user_id, product_id, MAX(event_timestamp) AS seen_at
    FROM clickstream
    WHERE product_id IS NOT NULL
    GROUP BY user_id, product_id
  )
)
WHERE place <= 5;

-- How long users stay: visits that end after thirty seconds without anything.
CREATE TABLE visits (
  user_id BIGINT,
  visit_start TIMESTAMP(3),
  seconds_on_site BIGINT,
  events BIGINT
) WITH ('connector' = 'view', 'retention.time' = '1 h', 'retention.rows' = '200000');

INSERT INTO visits
SELECT
  user_id,
  window_start AS visit_start,
  TIMESTAMPDIFF(SECOND, MIN(event_timestamp), MAX(event_timestamp)) AS seconds_on_site,
  COUNT(DISTINCT event_id) AS events
FROM SESSION(TABLE clickstream PARTITION BY user_id, DESCRIPTOR(event_timestamp), INTERVAL '30' SECOND)
GROUP BY user_id, window_start, window_end;

-- How long each page takes to load, as a moving average over half an hour.
CREATE TABLE load_times (
  page STRING,
  window_end TIMESTAMP(3),
  avg_load_time INT,
  events BIGINT
) WITH ('connector' = 'view', 'retention.time' = '1 d');

INSERT INTO load_times
SELECT page, window_end, AVG(load_time_ms) AS avg_load_time, COUNT(*) AS events
FROM HOP(TABLE clickstream, DESCRIPTOR(event_timestamp), INTERVAL '1' MINUTE, INTERVAL '30' MINUTE)
GROUP BY page, window_start, window_end;
