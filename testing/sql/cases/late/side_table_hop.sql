-- With hopping windows a row is late for each window by itself: what a window has missed is in the late table, once for each
-- such window, and only a row that has missed all of them counts as dropped.
-- tags: late, window, hop, statement-set, row:52
SET 'pipeline.auto-watermark-interval' = '0 ms';

CREATE TABLE clicks (
  user_id INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

CREATE TABLE window_clicks (
  window_start TIMESTAMP(3),
  clicks BIGINT
) WITH ('connector' = 'print', 'print-identifier' = 'clicks');

CREATE TABLE late_clicks (
  user_id INT,
  ts TIMESTAMP(3),
  window_start TIMESTAMP(3)
) WITH ('connector' = 'print', 'print-identifier' = 'late');

-- file: clicks.json
-- {"user_id":1,"ts":"2026-01-01 10:00:30.000"}
-- {"user_id":2,"ts":"2026-01-01 10:01:10.000"}
-- {"user_id":3,"ts":"2026-01-01 10:00:50.000"}
-- {"user_id":4,"ts":"2026-01-01 10:02:30.000"}
-- {"user_id":5,"ts":"2026-01-01 10:00:59.000"}
-- {"user_id":6,"ts":"2026-01-01 10:02:31.000"}

EXECUTE STATEMENT SET BEGIN
  INSERT INTO window_clicks
  SELECT window_start, COUNT(*)
  FROM TABLE(HOP(TABLE clicks, DESCRIPTOR(ts), INTERVAL '1' MINUTE, INTERVAL '2' MINUTES))
  GROUP BY window_start, window_end;

  INSERT INTO late_clicks
  SELECT user_id, ts, window_start
  FROM TABLE(HOP(TABLE clicks, DESCRIPTOR(ts), INTERVAL '1' MINUTE, INTERVAL '2' MINUTES))
  WHERE window_time <= CURRENT_WATERMARK(window_time);
END;
-- expect-print:
-- clicks> [2026-01-01T09:59, 1]
-- clicks> [2026-01-01T10:00, 3]
-- clicks> [2026-01-01T10:01, 3]
-- clicks> [2026-01-01T10:02, 2]
-- late> [3, 2026-01-01T10:00:50, 2026-01-01T09:59]
-- late> [5, 2026-01-01T10:00:59, 2026-01-01T09:59]
-- late> [5, 2026-01-01T10:00:59, 2026-01-01T10:00]
-- expect-late: 1
