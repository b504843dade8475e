-- Running count, sum and maximum of ten million keys (half as many as rows), each of which comes twice, the second time in
-- another order. Few of the changes are printed, so that what is measured is the groups and not the printing.
SET 'parallelism.default' = '2';
SET 'table.local-time-zone' = 'UTC';

CREATE TABLE payments (
  id BIGINT,
  account AS MOD(id * (7919 + 96810 * (id / (${rows} / 2))), ${rows} / 2),
  amount AS MOD(id / 777 * 31, 1000)
) WITH (
  'connector' = 'datagen',
  'fields.id.kind' = 'sequence',
  'fields.id.start' = '0',
  'fields.id.end' = '${last}',
  'rows-per-second' = '1000000000'
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
  FROM payments
  GROUP BY account
)
WHERE MOD(amount, 997) = 5;
