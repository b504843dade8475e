-- Each id comes through once: 20 million ids for every 24 million rows, the rest are duplicates, which come long after the
-- first; remembered for an hour. One row in 1000 is printed, so that what is measured is the deduplication.
SET 'parallelism.default' = '2';
SET 'table.exec.state.ttl' = '1 h';

CREATE TABLE events (
  n BIGINT,
  event_id AS MOD(n * 7919, ${rows} / 6 * 5),
  amount AS MOD(n * 31, 1000),
  arrival AS PROCTIME()
) WITH (
  'connector' = 'datagen',
  'fields.n.kind' = 'sequence',
  'fields.n.start' = '0',
  'fields.n.end' = '${last}',
  'rows-per-second' = '1000000000'
);

CREATE TABLE first_events (
  event_id BIGINT,
  amount BIGINT
) WITH (
  'connector' = 'print'
);

INSERT INTO first_events
SELECT event_id, amount
FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY event_id ORDER BY arrival ASC) AS occurrence FROM events)
WHERE occurrence = 1 AND amount = 7;
