-- Groups by an expression over a view with a filter; a group exists only where a row passes the filter.
-- tags: window, tumble, view, calc
CREATE TABLE clicks (
  page STRING,
  load_ms INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"page":"/Home","load_ms":90,"ts":"2026-01-01 10:00:00.000"}
-- {"page":"/home","load_ms":110,"ts":"2026-01-01 10:00:01.000"}
-- {"page":"/CART","load_ms":100,"ts":"2026-01-01 10:00:02.000"}
-- {"page":"/cart","load_ms":10,"ts":"2026-01-01 10:00:03.000"}
-- {"page":"/HOME","load_ms":null,"ts":"2026-01-01 10:00:04.000"}

CREATE VIEW slow AS SELECT LOWER(page) AS page, load_ms, ts FROM clicks WHERE load_ms >= 90;

SELECT window_start, page, COUNT(*) AS cnt, AVG(load_ms) AS avg_ms
FROM TABLE(TUMBLE(TABLE slow, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end, page;
-- expect:
-- | window_start            | page  | cnt | avg_ms |
-- | 2026-01-01 10:00:00.000 | /cart | 1   | 100    |
-- | 2026-01-01 10:00:00.000 | /home | 2   | 100    |
