-- Five-minute windows by page: how many views, and how many different users.
-- tags: window, tumble, distinct, row:26, row:29
CREATE TABLE page_views (
  user_id STRING,
  page STRING,
  event_time TIMESTAMP(3),
  WATERMARK FOR event_time AS event_time - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${dir}/views.json', 'format' = 'json');

-- file: views.json
-- {"user_id":"u1","page":"/home","event_time":"2026-01-01 10:00:00.000"}
-- {"user_id":"u2","page":"/home","event_time":"2026-01-01 10:00:10.000"}
-- {"user_id":"u1","page":"/home","event_time":"2026-01-01 10:00:20.000"}
-- {"user_id":"u1","page":"/cart","event_time":"2026-01-01 10:01:00.000"}
-- {"user_id":null,"page":"/cart","event_time":"2026-01-01 10:02:00.000"}
-- {"user_id":"u1","page":"/home","event_time":"2026-01-01 10:05:00.000"}
-- {"user_id":"u3","page":"/home","event_time":"2026-01-01 10:04:57.000"}

SELECT window_start, window_end, page, COUNT(*) AS view_count, COUNT(DISTINCT user_id) AS users
FROM TABLE(TUMBLE(TABLE page_views, DESCRIPTOR(event_time), INTERVAL '5' MINUTES))
GROUP BY window_start, window_end, page;
-- expect:
-- | window_start            | window_end              | page  | view_count | users |
-- | 2026-01-01 10:00:00.000 | 2026-01-01 10:05:00.000 | /cart | 2          | 1     |
-- | 2026-01-01 10:00:00.000 | 2026-01-01 10:05:00.000 | /home | 4          | 3     |
-- | 2026-01-01 10:05:00.000 | 2026-01-01 10:10:00.000 | /home | 1          | 1     |
