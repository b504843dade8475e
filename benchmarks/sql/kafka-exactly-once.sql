-- Events and mean load time of each page in each window, from topic to topic, in transactions.
SET 'parallelism.default' = '2';
SET 'execution.checkpointing.interval' = '1 s';
SET 'execution.checkpointing.mode' = 'EXACTLY_ONCE';

CREATE TABLE clicks (
  page STRING,
  event_timestamp TIMESTAMP(3),
  load_time_ms INT,
  WATERMARK FOR event_timestamp AS event_timestamp - INTERVAL '${delaySeconds}' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = '${input}',
  'properties.bootstrap.servers' = '${servers}',
  'properties.group.id' = '${output}',
  'properties.max.partition.fetch.bytes' = '4194304',
  'properties.fetch.max.bytes' = '16777216',
  'properties.max.poll.records' = '4096',
  'scan.startup.mode' = 'earliest-offset',
  'format' = 'json'
);

CREATE TABLE page_windows (
  window_start TIMESTAMP(3),
  page STRING,
  events BIGINT,
  mean_load_time_ms INT
) WITH (
  'connector' = 'kafka',
  'topic' = '${output}',
  'properties.bootstrap.servers' = '${servers}',
  'properties.transaction.timeout.ms' = '600000',
  'sink.delivery-guarantee' = 'exactly-once',
  'sink.transactional-id-prefix' = '${output}',
  'format' = 'json'
);

INSERT INTO page_windows
SELECT window_start, page, COUNT(*), AVG(load_time_ms)
FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(event_timestamp), INTERVAL '${windowSeconds}' SECOND(5)))
GROUP BY window_start, window_end, page;
