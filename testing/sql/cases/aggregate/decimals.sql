-- SUM of a DECIMAL has 38 digits and its scale, AVG at least 6 decimal places, rounded half up.
-- tags: aggregate, decimal, boundary
CREATE TABLE t (
  g STRING,
  small DECIMAL(5, 2),
  wide DECIMAL(38, 10),
  whole DECIMAL(20, 0),
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"g":"a","small":999.99,"wide":1234567890123456789012345678.0123456789,"whole":99999999999999999999,"ts":"2026-01-01 10:00:00.000"}
-- {"g":"a","small":999.99,"wide":0.0000000001,"whole":1,"ts":"2026-01-01 10:00:00.000"}
-- {"g":"a","small":0.01,"wide":null,"whole":null,"ts":"2026-01-01 10:00:00.000"}
-- {"g":"b","small":-0.01,"wide":-0.0000000001,"whole":-1,"ts":"2026-01-01 10:00:00.000"}
-- {"g":"b","small":0.03,"wide":0.0000000002,"whole":0,"ts":"2026-01-01 10:00:00.000"}
-- {"g":"b","small":0.00,"wide":0,"whole":-1,"ts":"2026-01-01 10:00:00.000"}
-- {"g":"c","small":null,"wide":null,"whole":null,"ts":"2026-01-01 10:00:00.000"}

SELECT g,
  SUM(small) AS sum_small, AVG(small) AS avg_small, MIN(small) AS min_small, MAX(small) AS max_small,
  SUM(wide) AS sum_wide, AVG(wide) AS avg_wide, MIN(wide) AS min_wide, MAX(wide) AS max_wide,
  SUM(whole) AS sum_whole, AVG(whole) AS avg_whole
FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end, g;
-- expect: by column
-- | g         | a                                       | b             | c    |
-- | sum_small | 1999.99                                 | 0.02          | NULL |
-- | avg_small | 666.663333                              | 0.006667      | NULL |
-- | min_small | 0.01                                    | -0.01         | NULL |
-- | max_small | 999.99                                  | 0.03          | NULL |
-- | sum_wide  | 1234567890123456789012345678.0123456790 | 0.0000000001  | NULL |
-- | avg_wide  | 617283945061728394506172839.0061728395  | 0.0000000000  | NULL |
-- | min_wide  | 0.0000000001                            | -0.0000000001 | NULL |
-- | max_wide  | 1234567890123456789012345678.0123456789 | 0.0000000002  | NULL |
-- | sum_whole | 100000000000000000000                   | -2            | NULL |
-- | avg_whole | 50000000000000000000.000000             | -0.666667     | NULL |
