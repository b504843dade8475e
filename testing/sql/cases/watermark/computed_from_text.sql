-- Event time computed from a text; text that is no timestamp gives NULL, which is filtered before the windows but not
-- before the watermark: see wrong/null_event_time.
-- tags: watermark, computed-column
CREATE TABLE clicks (
  user_id INT,
  happened STRING,
  ts AS COALESCE(TO_TIMESTAMP(happened, 'dd/MM/yyyy HH:mm'), TIMESTAMP '1970-01-01 00:00:00.000'),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"user_id":1,"happened":"01/01/2026 10:00"}
-- {"user_id":2,"happened":"never"}
-- {"user_id":3,"happened":"01/01/2026 10:05"}

SELECT window_start, COUNT(*) AS cnt
FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '5' MINUTES))
WHERE ts > TIMESTAMP '2000-01-01 00:00:00.000'
GROUP BY window_start, window_end;
-- expect:
-- | window_start            | cnt |
-- | 2026-01-01 10:00:00.000 | 1   |
-- | 2026-01-01 10:05:00.000 | 1   |
