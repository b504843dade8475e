-- The greatest value leaves the moving window with the slice that held it, and empty slices in between cost nothing.
-- tags: window, hop, slices, aggregate
CREATE TABLE prices (
  price DECIMAL(8, 2),
  symbol STRING,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/prices.json', 'format' = 'json');

-- file: prices.json
-- {"price":9.50,"symbol":"A","ts":"2026-01-01 10:00:30.000"}
-- {"price":1.25,"symbol":"B","ts":"2026-01-01 10:01:30.000"}
-- {"price":3.00,"symbol":null,"ts":"2026-01-01 10:02:30.000"}
-- {"price":null,"symbol":"C","ts":"2026-01-01 10:07:30.000"}

SELECT window_start, window_end, MIN(price) AS lowest, MAX(price) AS highest, MAX(symbol) AS last_symbol,
  SUM(price) AS total, COUNT(price) AS cnt
FROM TABLE(HOP(TABLE prices, DESCRIPTOR(ts), INTERVAL '1' MINUTE, INTERVAL '3' MINUTES))
GROUP BY window_start, window_end;
-- expect:
-- | window_start            | window_end              | lowest | highest | last_symbol | total | cnt |
-- | 2026-01-01 09:58:00.000 | 2026-01-01 10:01:00.000 | 9.50   | 9.50    | A           | 9.50  | 1   |
-- | 2026-01-01 09:59:00.000 | 2026-01-01 10:02:00.000 | 1.25   | 9.50    | B           | 10.75 | 2   |
-- | 2026-01-01 10:00:00.000 | 2026-01-01 10:03:00.000 | 1.25   | 9.50    | B           | 13.75 | 3   |
-- | 2026-01-01 10:01:00.000 | 2026-01-01 10:04:00.000 | 1.25   | 3.00    | B           | 4.25  | 2   |
-- | 2026-01-01 10:02:00.000 | 2026-01-01 10:05:00.000 | 3.00   | 3.00    | NULL        | 3.00  | 1   |
-- | 2026-01-01 10:05:00.000 | 2026-01-01 10:08:00.000 | NULL   | NULL    | C           | NULL  | 0   |
-- | 2026-01-01 10:06:00.000 | 2026-01-01 10:09:00.000 | NULL   | NULL    | C           | NULL  | 0   |
-- | 2026-01-01 10:07:00.000 | 2026-01-01 10:10:00.000 | NULL   | NULL    | C           | NULL  | 0   |
