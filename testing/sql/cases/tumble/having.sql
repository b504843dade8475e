-- HAVING keeps windows by their result; the filtered aggregate need not be selected.
-- tags: window, tumble, having
CREATE TABLE clicks (
  page STRING,
  user_id INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"page":"/a","user_id":1,"ts":"2026-01-01 10:00:00.000"}
-- {"page":"/a","user_id":2,"ts":"2026-01-01 10:00:01.000"}
-- {"page":"/b","user_id":1,"ts":"2026-01-01 10:00:02.000"}
-- {"page":"/b","user_id":1,"ts":"2026-01-01 10:01:02.000"}
-- {"page":"/b","user_id":2,"ts":"2026-01-01 10:01:03.000"}

SELECT window_start, page, COUNT(*) AS cnt
FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end, page
HAVING COUNT(*) > 1 AND MAX(user_id) >= 2;
-- expect:
-- | window_start            | page | cnt |
-- | 2026-01-01 10:00:00.000 | /a   | 2   |
-- | 2026-01-01 10:01:00.000 | /b   | 2   |
