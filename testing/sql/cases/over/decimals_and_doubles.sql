-- Sums of DECIMAL are exact whatever goes out of the frame; averages of DOUBLE as Flink computes them.
-- tags: over, decimal
CREATE TABLE payments (
  id INT,
  amount DECIMAL(10, 2),
  weight DOUBLE,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/payments.json', 'format' = 'json');

-- file: payments.json
-- {"id":1,"amount":0.10,"weight":0.5,"ts":"2026-01-01 10:00:01.000"}
-- {"id":2,"amount":99999999.99,"weight":0.25,"ts":"2026-01-01 10:00:02.000"}
-- {"id":3,"amount":null,"weight":null,"ts":"2026-01-01 10:00:03.000"}
-- {"id":4,"amount":-5.55,"weight":4,"ts":"2026-01-01 10:00:04.000"}
-- {"id":5,"amount":0.01,"weight":8,"ts":"2026-01-01 10:00:05.000"}

SELECT id, SUM(amount) OVER w AS total, AVG(amount) OVER w AS average, SUM(weight) OVER w AS weights, AVG(weight) OVER w AS mean
FROM payments
WINDOW w AS (ORDER BY ts ROWS BETWEEN 1 PRECEDING AND CURRENT ROW);
-- expect:
-- | id | total        | average         | weights | mean  |
-- | 1  | 0.10         | 0.100000        | 0.5     | 0.5   |
-- | 2  | 100000000.09 | 50000000.045000 | 0.75    | 0.375 |
-- | 3  | 99999999.99  | 99999999.990000 | 0.25    | 0.25  |
-- | 4  | -5.55        | -5.550000       | 4.0     | 4.0   |
-- | 5  | -5.54        | -2.770000       | 12.0    | 6.0   |
