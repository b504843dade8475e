-- NULL is a group of its own, and the empty text is another.
-- tags: window, tumble, null, boundary
CREATE TABLE clicks (
  page STRING,
  user_id BIGINT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"page":null,"user_id":1,"ts":"2026-01-01 10:00:00.000"}
-- {"page":"","user_id":2,"ts":"2026-01-01 10:00:01.000"}
-- {"page":"/a","user_id":null,"ts":"2026-01-01 10:00:02.000"}
-- {"user_id":4,"ts":"2026-01-01 10:00:03.000"}
-- {"page":"/a","user_id":null,"ts":"2026-01-01 10:00:04.000"}

SELECT window_start, page, COUNT(*) AS cnt, COUNT(user_id) AS users, SUM(user_id) AS total
FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '5' MINUTES))
GROUP BY window_start, window_end, page;
-- expect:
-- | window_start            | page | cnt | users | total |
-- | 2026-01-01 10:00:00.000 | ''   | 1   | 1     | 2     |
-- | 2026-01-01 10:00:00.000 | /a   | 2   | 0     | NULL  |
-- | 2026-01-01 10:00:00.000 | NULL | 2   | 2     | 5     |

SELECT window_start, user_id, COUNT(*) AS cnt
FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '5' MINUTES))
GROUP BY window_start, window_end, user_id;
-- expect:
-- | window_start            | user_id | cnt |
-- | 2026-01-01 10:00:00.000 | 1       | 1   |
-- | 2026-01-01 10:00:00.000 | 2       | 1   |
-- | 2026-01-01 10:00:00.000 | 4       | 1   |
-- | 2026-01-01 10:00:00.000 | NULL    | 2   |
