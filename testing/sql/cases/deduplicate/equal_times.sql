-- Of rows with the same event time the first one is the first, and the last one the last.
-- tags: deduplicate, event-time, updating, boundary, row:89
CREATE TABLE prices (
  shop INT,
  item STRING,
  price DECIMAL(10, 2),
  ts TIMESTAMP_LTZ(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/prices.json', 'format' = 'json',
  'json.timestamp-format.standard' = 'ISO-8601');

-- file: prices.json
-- {"shop":1,"item":"tea","price":3.50,"ts":"2026-01-01T10:00:00Z"}
-- {"shop":1,"item":"tea","price":3.60,"ts":"2026-01-01T10:00:00Z"}
-- {"shop":2,"item":"tea","price":3.70,"ts":"2026-01-01T10:00:00Z"}
-- {"shop":1,"item":"cup","price":9.00,"ts":"2026-01-01T10:00:00Z"}
-- {"shop":2,"item":"tea","price":3.80,"ts":"2026-01-01T10:00:00Z"}
-- {"shop":1,"item":"tea","price":3.60,"ts":"2026-01-01T10:00:00Z"}

SELECT shop, item, price
FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY shop, item ORDER BY ts ASC) AS n FROM prices)
WHERE n = 1;
-- expect:
-- | shop | item | price |
-- | 1    | cup  | 9.00  |
-- | 1    | tea  | 3.50  |
-- | 2    | tea  | 3.70  |

SELECT shop, item, price
FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY shop, item ORDER BY ts DESC) AS n FROM prices)
WHERE n = 1;
-- expect-final:
-- | shop | item | price |
-- | 1    | cup  | 9.00  |
-- | 1    | tea  | 3.60  |
-- | 2    | tea  | 3.80  |
