CREATE TABLE result_table (a DATE, b TIME, c TIMESTAMP(9), d BYTES, e DOUBLE, f DECIMAL(4, 2), g STRING, h BOOLEAN, i TIMESTAMP(3), j FLOAT, k TINYINT, l BIGINT, m TIMESTAMP_LTZ(3)) WITH ('connector' = 'print');
CREATE TABLE clicks (
  user_id BIGINT,
  page STRING,
  load_time_ms INT,
  price DECIMAL(10, 2),
  ts TIMESTAMP(3),
  p AS PROCTIME(),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '/data/clicks.ndjson', 'format' = 'json');
INSERT INTO result_table
SELECT DATE '2024-02-29', TIME '12:34:56', TIMESTAMP '1969-12-31 23:59:59.123456789', x'00FF', 1.5E0, 12.34, 'it''s',
  TRUE, ts + INTERVAL '1' MONTH - INTERVAL '2' DAY, CAST(0.1 AS FLOAT), CAST(-1 AS TINYINT), CAST(NULL AS BIGINT),
  TO_TIMESTAMP_LTZ(0, 3)
FROM clicks WHERE EXTRACT(HOUR FROM ts) > 3 AND TRIM(LEADING 'x' FROM page) <> '';
