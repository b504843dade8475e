-- A window aggregate into a sink.
-- tags: sink, print, window, tumble, row:29
CREATE TABLE page_views (
  user_id STRING,
  page STRING,
  event_time TIMESTAMP(3),
  WATERMARK FOR event_time AS event_time - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${dir}/views.json', 'format' = 'json');

CREATE TABLE page_stats (
  window_start TIMESTAMP(3),
  window_end TIMESTAMP(3),
  page STRING,
  view_count BIGINT,
  unique_users BIGINT
) WITH ('connector' = 'print');

-- file: views.json
-- {"user_id":"u1","page":"/home","event_time":"2026-01-01 10:00:00.000"}
-- {"user_id":"u2","page":"/home","event_time":"2026-01-01 10:04:59.999"}
-- {"user_id":"u1","page":"/home","event_time":"2026-01-01 10:05:00.000"}

INSERT INTO page_stats
SELECT window_start, window_end, page, COUNT(*), COUNT(DISTINCT user_id)
FROM TABLE(TUMBLE(TABLE page_views, DESCRIPTOR(event_time), INTERVAL '5' MINUTES))
GROUP BY window_start, window_end, page;
-- expect-print:
-- [2026-01-01T10:00, 2026-01-01T10:05, /home, 2, 2]
-- [2026-01-01T10:05, 2026-01-01T10:10, /home, 1, 1]
