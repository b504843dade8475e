-- A window over a column that is no time attribute.
-- tags: wrong, window, row:60
CREATE TABLE t (
  id INT,
  ts TIMESTAMP(3)
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json

SELECT window_start, COUNT(*) AS cnt
FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '5' MINUTES))
GROUP BY window_start, window_end;
-- expect-error: The window function requires the timecol is a time attribute type, but is TIMESTAMP(3).
