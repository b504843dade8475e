-- No event gives no window.
-- tags: window, group-window, empty, boundary
CREATE TABLE events (
  user_id INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/events.json', 'format' = 'json');

-- file: events.json

SELECT TUMBLE_START(ts, INTERVAL '5' MINUTE) AS window_start, COUNT(*) AS cnt
FROM events
GROUP BY TUMBLE(ts, INTERVAL '5' MINUTE);
-- expect:
-- | window_start | cnt |
