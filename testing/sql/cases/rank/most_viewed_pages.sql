-- The three most viewed pages, kept up to date: a count that only grows can only rise.
-- tags: cluster, rank, top-n, updating, row:31
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

SELECT page, cnt, rank_number FROM (
  SELECT *, ROW_NUMBER() OVER (ORDER BY cnt DESC) AS rank_number FROM (
    SELECT page, COUNT(*) AS cnt FROM clicks GROUP BY page))
WHERE rank_number <= 3;
-- expect-final:
-- | page | cnt | rank_number |
-- | a    | 3   | 3           |
-- | b    | 5   | 1           |
-- | d    | 4   | 2           |

SELECT page, cnt FROM (
  SELECT *, ROW_NUMBER() OVER (ORDER BY cnt DESC) AS rank_number FROM (
    SELECT page, COUNT(*) AS cnt FROM clicks GROUP BY page))
WHERE rank_number <= 3;
-- expect-final:
-- | page | cnt |
-- | a    | 3   |
-- | b    | 5   |
-- | d    | 4   |
