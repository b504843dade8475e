-- The second and third page from the bottom: rows move in and out at both ends.
-- tags: rank, top-n, updating, retract, offset, flink-defect
-- flink-differs: with OFFSET and without the rank, Flink marks the kind of change on rows that it keeps, does not find them when they are retracted, and counts pages twice
CREATE TABLE clicks (
  page STRING,
  user_id INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"page":"a","user_id":1,"ts":"2026-01-01 10:00:01.000"}
-- {"page":"b","user_id":1,"ts":"2026-01-01 10:00:02.000"}
-- {"page":"c","user_id":2,"ts":"2026-01-01 10:00:03.000"}
-- {"page":"b","user_id":2,"ts":"2026-01-01 10:00:04.000"}
-- {"page":"d","user_id":3,"ts":"2026-01-01 10:00:05.000"}
-- {"page":"d","user_id":1,"ts":"2026-01-01 10:00:06.000"}
-- {"page":"d","user_id":2,"ts":"2026-01-01 10:00:07.000"}
-- {"page":"a","user_id":3,"ts":"2026-01-01 10:00:08.000"}
-- {"page":"e","user_id":3,"ts":"2026-01-01 10:00:09.000"}
-- {"page":"b","user_id":3,"ts":"2026-01-01 10:00:10.000"}
-- {"page":"b","user_id":4,"ts":"2026-01-01 10:00:11.000"}
-- {"page":"b","user_id":5,"ts":"2026-01-01 10:00:11.100"}
-- {"page":"d","user_id":5,"ts":"2026-01-01 10:00:11.200"}
-- {"page":"a","user_id":4,"ts":"2026-01-01 10:00:12.000"}

SELECT page, cnt FROM (
  SELECT *, ROW_NUMBER() OVER (ORDER BY cnt, page) AS rank_number FROM (
    SELECT page, COUNT(*) AS cnt FROM clicks GROUP BY page))
WHERE rank_number BETWEEN 2 AND 3;
-- expect-final:
-- | page | cnt |
-- | a    | 3   |
-- | e    | 1   |
