-- HOP whose size is no multiple of its slide.
-- tags: wrong, window, hop, row:17
CREATE TABLE t (
  id INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json

SELECT window_start, COUNT(*) AS cnt
FROM TABLE(HOP(TABLE t, DESCRIPTOR(ts), INTERVAL '2' MINUTES, INTERVAL '5' MINUTES))
GROUP BY window_start, window_end;
-- expect-error: HOP table function based aggregate requires size must be an integral multiple of slide, but got size 300000 ms and slide 120000 ms
