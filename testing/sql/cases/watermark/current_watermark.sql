-- CURRENT_WATERMARK is what the row found: NULL at first, then the watermark that the rows before it have sent.
-- tags: stream-only, watermark, function
SET 'pipeline.auto-watermark-interval' = '0 ms';

CREATE TABLE clicks (
  user_id INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"user_id":1,"ts":"2026-01-01 10:00:00.000"}
-- {"user_id":2,"ts":"2026-01-01 10:00:05.000"}
-- {"user_id":3,"ts":"2026-01-01 10:00:00.000"}
-- {"user_id":4,"ts":"2026-01-01 10:01:00.000"}

SELECT user_id, ts, CURRENT_WATERMARK(ts) AS watermark_found, ts <= CURRENT_WATERMARK(ts) AS is_late FROM clicks;
-- expect:
-- | user_id | ts                      | watermark_found         | is_late |
-- | 1       | 2026-01-01 10:00:00.000 | NULL                    | NULL    |
-- | 2       | 2026-01-01 10:00:05.000 | 2026-01-01 09:59:55.000 | FALSE   |
-- | 3       | 2026-01-01 10:00:00.000 | 2026-01-01 10:00:00.000 | TRUE    |
-- | 4       | 2026-01-01 10:01:00.000 | 2026-01-01 10:00:00.000 | FALSE   |
