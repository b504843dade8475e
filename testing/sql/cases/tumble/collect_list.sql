-- All event types of a window as an array, and as a text list, in the order of arrival.
-- tags: window, tumble, array, row:41
CREATE TABLE events (
  user_id INT,
  event_type STRING,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/events.json', 'format' = 'json');

-- file: events.json
-- {"user_id":1,"event_type":"view","ts":"2026-01-01 10:00:00.000"}
-- {"user_id":1,"event_type":"cart","ts":"2026-01-01 10:01:00.000"}
-- {"user_id":2,"event_type":"view","ts":"2026-01-01 10:01:30.000"}
-- {"user_id":1,"event_type":null,"ts":"2026-01-01 10:02:00.000"}
-- {"user_id":1,"event_type":"view","ts":"2026-01-01 10:03:00.000"}
-- {"user_id":3,"event_type":null,"ts":"2026-01-01 10:03:00.000"}

SELECT window_start, user_id, ARRAY_AGG(event_type) AS types, LISTAGG(event_type, '>') AS path
FROM TABLE(TUMBLE(TABLE events, DESCRIPTOR(ts), INTERVAL '5' MINUTES))
GROUP BY window_start, window_end, user_id;
-- expect:
-- | window_start            | user_id | types                          | path           |
-- | 2026-01-01 10:00:00.000 | 1       | ['view', 'cart', NULL, 'view'] | view>cart>view |
-- | 2026-01-01 10:00:00.000 | 2       | ['view']                       | view           |
-- | 2026-01-01 10:00:00.000 | 3       | [NULL]                         | NULL           |
