-- CUMULATE whose size is no multiple of its step.
-- tags: wrong, window, cumulate
CREATE TABLE t (
  id INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json

SELECT window_start, COUNT(*) AS cnt
FROM TABLE(CUMULATE(TABLE t, DESCRIPTOR(ts), INTERVAL '2' MINUTES, INTERVAL '5' MINUTES))
GROUP BY window_start, window_end;
-- expect-error: CUMULATE table function based aggregate requires maxSize must be an integral multiple of step, but got maxSize 300000 ms and step 120000 ms.
