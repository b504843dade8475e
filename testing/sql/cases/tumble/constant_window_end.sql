-- A filter that fixes window_end leaves no window to group by: the planner makes an ordinary aggregate of it, which
-- updates its answer and drops no late row.
-- tags: window, tumble, group-aggregate, late, surprise
CREATE TABLE clicks (
  user_id INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"user_id":1,"ts":"2026-01-01 10:00:00.000"}
-- {"user_id":2,"ts":"2026-01-01 11:00:00.000"}
-- {"user_id":3,"ts":"2026-01-01 10:00:30.000"}

SELECT window_end, COUNT(*) AS cnt
FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '5' MINUTES))
WHERE window_end = TIMESTAMP '2026-01-01 10:05:00.000'
GROUP BY window_start, window_end;
-- expect-final:
-- | window_end              | cnt |
-- | 2026-01-01 10:05:00.000 | 2   |
