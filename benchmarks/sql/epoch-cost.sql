-- Keys that come once, as fast as it goes, and beside them a stream that changes some of them, so many a second. Hardly
-- a change is printed.
SET 'parallelism.default' = '2';
SET 'table.local-time-zone' = 'UTC';

CREATE TABLE openings (
  id BIGINT
) WITH (
  'connector' = 'datagen',
  'fields.id.kind' = 'sequence',
  'fields.id.start' = '0',
  'fields.id.end' = '${last}',
  'rows-per-second' = '1000000000'
);

CREATE TABLE payments (
  id BIGINT
) WITH (
  'connector' = 'datagen',
  'fields.id.kind' = 'sequence',
  'fields.id.start' = '0',
  'fields.id.end' = '${lastChange}',
  'rows-per-second' = '${rate}'
);

CREATE TABLE accounts (
  account BIGINT,
  payments BIGINT,
  amount BIGINT,
  highest BIGINT
) WITH (
  'connector' = 'print'
);

INSERT INTO accounts
SELECT account, payments, amount, highest
FROM (
  SELECT account, COUNT(*) AS payments, SUM(amount) AS amount, MAX(amount) AS highest
  FROM (
    SELECT id AS account, MOD(id, 1000) AS amount FROM openings
    UNION ALL
    SELECT MOD(id * 7919, ${rows}), 1000 + MOD(id, 1000) FROM payments
  )
  GROUP BY account
)
WHERE amount < 0;
