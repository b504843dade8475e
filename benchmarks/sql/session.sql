-- A million keys, each of which comes back within the gap, so that a million sessions are open all the time; one in 20 is
-- printed, so that what is measured is the sessions and not the printing.
SET 'parallelism.default' = '2';
SET 'table.local-time-zone' = 'UTC';

CREATE TABLE visits (
  id BIGINT,
  visitor AS MOD(id * 7919, 1000000),
  amount AS MOD(id * 31, 1000),
  event_time AS TO_TIMESTAMP_LTZ(id / 10, 3),
  WATERMARK FOR event_time AS event_time - INTERVAL '5' SECOND
) WITH (
  'connector' = 'datagen',
  'fields.id.kind' = 'sequence',
  'fields.id.start' = '0',
  'fields.id.end' = '${last}',
  'rows-per-second' = '1000000000'
);

CREATE TABLE sessions (
  window_start TIMESTAMP(3),
  window_end TIMESTAMP(3),
  visitor BIGINT,
  visits BIGINT,
  amount BIGINT
) WITH (
  'connector' = 'print'
);

INSERT INTO sessions
SELECT window_start, window_end, visitor, visits, amount
FROM (
  SELECT window_start, window_end, visitor, COUNT(*) AS visits, SUM(amount) AS amount
  FROM TABLE(SESSION(TABLE visits PARTITION BY visitor, DESCRIPTOR(event_time), INTERVAL '2' MINUTE))
  GROUP BY window_start, window_end, visitor
)
WHERE MOD(amount, 100) = 0;
