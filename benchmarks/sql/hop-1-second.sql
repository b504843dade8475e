-- Rows and sum of each key in ten minutes, every 1 second; few of the results are
-- printed, so that what is measured is the windows and not the printing.
SET 'parallelism.default' = '2';
SET 'table.local-time-zone' = 'UTC';

CREATE TABLE readings (
  id BIGINT,
  sensor AS MOD(id * 7919, 100),
  amount AS MOD(id * 31, 1000),
  event_time AS TO_TIMESTAMP_LTZ(id * 3600000 / ${rows}, 3),
  WATERMARK FOR event_time AS event_time - INTERVAL '5' SECOND
) WITH (
  'connector' = 'datagen',
  'fields.id.kind' = 'sequence',
  'fields.id.start' = '0',
  'fields.id.end' = '${last}',
  'rows-per-second' = '1000000000'
);

CREATE TABLE sensor_windows (
  window_start TIMESTAMP(3),
  sensor BIGINT,
  readings BIGINT,
  amount BIGINT
) WITH (
  'connector' = 'print'
);

INSERT INTO sensor_windows
SELECT window_start, sensor, readings, amount
FROM (
  SELECT window_start, sensor, COUNT(*) AS readings, SUM(amount) AS amount
  FROM TABLE(HOP(TABLE readings, DESCRIPTOR(event_time), INTERVAL '1' SECOND, INTERVAL '10' MINUTE))
  GROUP BY window_start, window_end, sensor
)
WHERE MOD(amount, 101) = 0;
