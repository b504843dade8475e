-- CREATE TABLE ... LIKE takes columns, watermark and options over and changes some.
-- tags: script, like, watermark
CREATE TABLE base (
  id INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/a.json', 'format' = 'json');

CREATE TABLE other WITH ('path' = '${dir}/b.json') LIKE base;

CREATE TABLE wider (extra AS id + 1) WITH ('path' = '${dir}/b.json') LIKE base (EXCLUDING WATERMARKS OVERWRITING OPTIONS);

-- file: a.json
-- {"id":1,"ts":"2026-01-01 10:00:00.000"}
-- file: b.json
-- {"id":2,"ts":"2026-01-01 10:00:00.000"}
-- {"id":3,"ts":"2026-01-01 10:05:00.000"}

SELECT window_start, COUNT(*) AS cnt
FROM TABLE(TUMBLE(TABLE other, DESCRIPTOR(ts), INTERVAL '5' MINUTES))
GROUP BY window_start, window_end;
-- expect:
-- | window_start            | cnt |
-- | 2026-01-01 10:00:00.000 | 1   |
-- | 2026-01-01 10:05:00.000 | 1   |

SELECT * FROM wider;
-- expect:
-- | id | ts                      | extra |
-- | 2  | 2026-01-01 10:00:00.000 | 3     |
-- | 3  | 2026-01-01 10:05:00.000 | 4     |
