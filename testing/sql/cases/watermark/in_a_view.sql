-- A filter between the source and the window does not stop the watermark: rows that are filtered out close windows too.
-- tags: watermark, late, view, surprise
CREATE TABLE clicks (
  user_id INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"user_id":1,"ts":"2026-01-01 10:00:00.000"}
-- {"user_id":-1,"ts":"2026-01-01 11:00:00.000"}
-- {"user_id":2,"ts":"2026-01-01 10:00:30.000"}

CREATE VIEW real_clicks AS SELECT * FROM clicks WHERE user_id > 0;

SELECT window_start, COUNT(*) AS cnt
FROM TABLE(TUMBLE(TABLE real_clicks, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end;
-- expect:
-- | window_start            | cnt |
-- | 2026-01-01 10:00:00.000 | 1   |
-- expect-late: 1
