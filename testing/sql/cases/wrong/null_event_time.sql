-- A row whose event time is NULL.
-- tags: wrong, watermark, null
CREATE TABLE t (
  id INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"ts":"2026-01-01 10:00:00.000"}
-- {"id":2,"ts":null}

SELECT window_start, COUNT(*) AS cnt
FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '5' MINUTES))
GROUP BY window_start, window_end;
-- expect-error: RowTime field should not be null
-- expect-error: The event time column 'ts' is NULL in a row
