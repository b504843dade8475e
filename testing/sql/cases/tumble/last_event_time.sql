-- Five-minute windows by page: the count, and the newest event time with its type kept.
-- tags: window, tumble, row:390, row:31
CREATE TABLE page_views (
  page STRING,
  event_timestamp TIMESTAMP(3),
  WATERMARK FOR event_timestamp AS event_timestamp - INTERVAL '1' MINUTE
) WITH ('connector' = 'filesystem', 'path' = '${dir}/views.json', 'format' = 'json');

-- file: views.json
-- {"page":"/home","event_timestamp":"2026-01-01 10:00:30.500"}
-- {"page":"/home","event_timestamp":"2026-01-01 10:00:10.000"}
-- {"page":"/cart","event_timestamp":"2026-01-01 10:04:59.999"}
-- {"page":"/home","event_timestamp":"2026-01-01 10:05:00.000"}

SELECT window_start, page, COUNT(*) AS cnt, MAX(event_timestamp) AS last_event_time
FROM TABLE(TUMBLE(TABLE page_views, DESCRIPTOR(event_timestamp), INTERVAL '5' MINUTES))
GROUP BY window_start, window_end, page;
-- expect:
-- | window_start            | page  | cnt | last_event_time         |
-- | 2026-01-01 10:00:00.000 | /cart | 1   | 2026-01-01 10:04:59.999 |
-- | 2026-01-01 10:00:00.000 | /home | 2   | 2026-01-01 10:00:30.500 |
-- | 2026-01-01 10:05:00.000 | /home | 1   | 2026-01-01 10:05:00.000 |
