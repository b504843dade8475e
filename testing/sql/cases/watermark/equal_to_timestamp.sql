-- With a watermark equal to the timestamp, the first row of the last millisecond closes its own window: it counts, and
-- a second row of the same millisecond is late. At any other time rows of the same millisecond all count.
-- tags: watermark, late, boundary, surprise
SET 'table.optimizer.agg-phase-strategy' = 'ONE_PHASE';

CREATE TABLE clicks (
  user_id INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"user_id":1,"ts":"2026-01-01 10:03:00.000"}
-- {"user_id":2,"ts":"2026-01-01 10:03:00.000"}
-- {"user_id":3,"ts":"2026-01-01 10:04:59.999"}
-- {"user_id":4,"ts":"2026-01-01 10:04:59.999"}
-- {"user_id":5,"ts":"2026-01-01 10:04:59.998"}

SELECT window_start, COUNT(*) AS cnt, MAX(user_id) AS last_user
FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '5' MINUTES))
GROUP BY window_start, window_end;
-- expect:
-- | window_start            | cnt | last_user |
-- | 2026-01-01 10:00:00.000 | 3   | 3         |
-- expect-late: 2
