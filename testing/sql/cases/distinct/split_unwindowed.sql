-- The planner may split a distinct aggregate into buckets without windows too; the answer stays.
-- tags: distinct, aggregate, split
SET 'table.optimizer.distinct-agg.split.enabled' = 'true';
SET 'table.optimizer.distinct-agg.split.bucket-num' = '4';

CREATE TABLE t (
  page STRING,
  user_id INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"page":"/a","user_id":1,"ts":"2026-01-01 10:00:00.000"}
-- {"page":"/a","user_id":2,"ts":"2026-01-01 10:00:01.000"}
-- {"page":"/b","user_id":1,"ts":"2026-01-01 10:00:02.000"}
-- {"page":"/a","user_id":1,"ts":"2026-01-01 10:00:03.000"}
-- {"page":"/a","user_id":17,"ts":"2026-01-01 10:00:04.000"}
-- {"page":"/b","user_id":null,"ts":"2026-01-01 10:00:05.000"}

SELECT page, COUNT(DISTINCT user_id) AS users, COUNT(*) AS cnt FROM t GROUP BY page;
-- expect-final:
-- | page | users | cnt |
-- | /a   | 3     | 4   |
-- | /b   | 1     | 2   |
