-- MIN and MAX of texts, booleans, dates and times; texts by code points of their UTF-8 bytes, capital letters first.
-- tags: aggregate, min-max, types, boundary
CREATE TABLE t (
  s STRING,
  b BOOLEAN,
  dt DATE,
  tm TIME(3),
  t3 TIMESTAMP(3),
  t9 TIMESTAMP(9),
  ltz TIMESTAMP_LTZ(3),
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"s":"b","b":true,"dt":"2026-01-01","tm":"10:00:00","t3":"1969-12-31 23:59:59.999","t9":"2026-01-01 00:00:00.000000001","ltz":"2026-01-01 00:00:00.000Z","ts":"2026-01-01 10:00:00.000"}
-- {"s":"Z","b":false,"dt":"1969-12-31","tm":"09:59:59","t3":"1970-01-01 00:00:00.000","t9":"2026-01-01 00:00:00.000000002","ltz":"1969-12-31 23:59:59.999Z","ts":"2026-01-01 10:00:00.000"}
-- {"s":null,"b":null,"dt":null,"tm":null,"t3":null,"t9":null,"ltz":null,"ts":"2026-01-01 10:00:00.000"}
-- {"s":"","b":true,"dt":"9999-12-31","tm":"23:59:59","t3":"0001-01-01 00:00:00.000","t9":"2026-01-01 00:00:00.000000000","ltz":"2026-06-01 00:00:00.000Z","ts":"2026-01-01 10:00:00.000"}
-- {"s":"é","b":true,"dt":"2026-01-01","tm":"00:00:00","t3":"2026-01-01 00:00:00.000","t9":"2025-12-31 23:59:59.999999999","ltz":"2026-01-01 00:00:00.000Z","ts":"2026-01-01 10:00:00.000"}
-- {"s":"😀","ts":"2026-01-01 10:00:00.000"}
-- {"s":"","ts":"2026-01-01 10:00:00.000"}

SELECT
  MIN(s) AS min_s, MAX(s) AS max_s, MIN(b) AS min_b, MAX(b) AS max_b, MIN(dt) AS min_dt, MAX(dt) AS max_dt,
  MIN(tm) AS min_tm, MAX(tm) AS max_tm, MIN(t3) AS min_t3, MAX(t3) AS max_t3, MIN(t9) AS min_t9, MAX(t9) AS max_t9,
  MIN(ltz) AS min_ltz, MAX(ltz) AS max_ltz
FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end;
-- expect: by column
-- | min_s   | ''                            |
-- | max_s   | 😀                             |
-- | min_b   | FALSE                         |
-- | max_b   | TRUE                          |
-- | min_dt  | 1969-12-31                    |
-- | max_dt  | 9999-12-31                    |
-- | min_tm  | 00:00:00.000                  |
-- | max_tm  | 23:59:59.000                  |
-- | min_t3  | 0001-01-01 00:00:00.000       |
-- | max_t3  | 2026-01-01 00:00:00.000       |
-- | min_t9  | 2025-12-31 23:59:59.999999999 |
-- | max_t9  | 2026-01-01 00:00:00.000000002 |
-- | min_ltz | 1969-12-31 23:59:59.999Z      |
-- | max_ltz | 2026-06-01 00:00:00.000Z      |
