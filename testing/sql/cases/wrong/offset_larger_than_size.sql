-- A window whose offset is not smaller than its size.
-- tags: wrong, window, tumble, offset
CREATE TABLE t (
  id INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json

SELECT window_start, COUNT(*) AS cnt
FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '5' MINUTES, INTERVAL '7' MINUTES))
GROUP BY window_start, window_end;
-- expect-error: TUMBLE table function parameters must satisfy abs(offset) < size, but got size 300000 ms and offset 420000 ms.
