-- Keys about as long as a UUID that come once, as fast as it goes, and beside them a stream that changes some of them.
-- Only its changes are given out.
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
  'fields.id.end' = '1000000000',
  'rows-per-second' = '100000'
);

CREATE TABLE accounts (
  account STRING,
  payments BIGINT,
  amount BIGINT,
  highest BIGINT,
  lowest BIGINT
) WITH (
  'connector' = 'blackhole'
);

INSERT INTO accounts
SELECT account, payments, amount, highest, lowest
FROM (
  SELECT account, COUNT(*) AS payments, SUM(amount) AS amount, MAX(amount) AS highest, MIN(amount) AS lowest
  FROM (
    SELECT CONCAT('account-of-the-benchmark-', CAST(1000000000 + id AS STRING)) AS account, MOD(id, 1000) AS amount
    FROM openings
    UNION ALL
    SELECT CONCAT('account-of-the-benchmark-', CAST(1000000000 + MOD(id * 7919, ${rows}) AS STRING)), 1000
    FROM payments
  )
  GROUP BY account
)
WHERE payments > 1;
