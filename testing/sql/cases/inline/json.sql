-- Rows that stand in the table's options, as JSON; lines with nothing in them are passed over. Their order is kept.
-- tags: inline, json, watermark
CREATE TABLE clicks (
  user_id INT,
  page STRING,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'inline', 'rows' = '
{"user_id":1,"page":"/home","ts":"2026-01-01 10:00:00"}
{"user_id":2,"page":"/it''s","ts":"2026-01-01 10:04:59.999"}

{"user_id":3,"page":"/home","ts":"2026-01-01 10:06:00"}
{"user_id":4,"page":"/home","ts":"2026-01-01 10:01:00"}
');

SELECT window_start, page, COUNT(*) AS cnt
FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '5' MINUTES))
GROUP BY window_start, window_end, page;
-- expect:
-- | window_start            | page  | cnt |
-- | 2026-01-01 10:00:00.000 | /home | 1   |
-- | 2026-01-01 10:00:00.000 | /it's | 1   |
-- | 2026-01-01 10:05:00.000 | /home | 1   |
-- expect-late: 1
