-- OVER over windows, ordered by window_start: it is no time attribute, window_time is. See over/moving_average_of_windows.
-- tags: wrong, over, window, row:30, row:375
CREATE TABLE clicks (
  action STRING,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json

SELECT window_start, action, AVG(COUNT(*)) OVER (ORDER BY window_start ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) AS moving_avg_3window
FROM TABLE(HOP(TABLE clicks, DESCRIPTOR(ts), INTERVAL '1' MINUTE, INTERVAL '10' MINUTES))
GROUP BY window_start, window_end, action;
-- expect-error: Non-time attribute sort is not supported for bounded OVER window.
