-- Processing-time windows that are open when the input ends are not fired: Flink gives no row.
-- tags: window, tumble, processing-time, surprise, row:5
CREATE TABLE clicks (
  user_id INT,
  pt AS PROCTIME()
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"user_id":1}
-- {"user_id":2}

SELECT window_start, COUNT(*) AS cnt
FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(pt), INTERVAL '99' DAYS))
GROUP BY window_start, window_end;
-- expect:
-- | window_start | cnt |
