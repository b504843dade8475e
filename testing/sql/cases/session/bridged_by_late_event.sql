-- An out-of-order event between two sessions makes one of them; all values are there once.
-- tags: window, session, merge, late, row:18
CREATE TABLE activity (
  user_id STRING,
  points INT,
  page STRING,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '2' HOURS
) WITH ('connector' = 'filesystem', 'path' = '${dir}/activity.json', 'format' = 'json');

-- file: activity.json
-- {"user_id":"u1","points":1,"page":"/a","ts":"2026-01-01 10:00:00.000"}
-- {"user_id":"u1","points":2,"page":"/b","ts":"2026-01-01 10:50:00.000"}
-- {"user_id":"u2","points":4,"page":"/a","ts":"2026-01-01 10:50:00.000"}
-- {"user_id":"u1","points":8,"page":"/a","ts":"2026-01-01 11:40:00.000"}
-- {"user_id":"u1","points":16,"page":"/c","ts":"2026-01-01 10:25:00.000"}
-- {"user_id":"u1","points":32,"page":"/b","ts":"2026-01-01 11:15:00.000"}

SELECT user_id, window_start, window_end, COUNT(*) AS events, SUM(points) AS points, MIN(points) AS lowest,
  MAX(points) AS highest, COUNT(DISTINCT page) AS pages, AVG(points) AS average
FROM TABLE(SESSION(TABLE activity PARTITION BY user_id, DESCRIPTOR(ts), INTERVAL '30' MINUTES))
GROUP BY user_id, window_start, window_end;
-- expect:
-- | user_id | window_start            | window_end              | events | points | lowest | highest | pages | average |
-- | u1      | 2026-01-01 10:00:00.000 | 2026-01-01 12:10:00.000 | 5      | 59     | 1      | 32      | 3     | 11      |
-- | u2      | 2026-01-01 10:50:00.000 | 2026-01-01 11:20:00.000 | 1      | 4      | 4      | 4       | 1     | 4       |
