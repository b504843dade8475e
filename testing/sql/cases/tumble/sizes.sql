-- Sizes that divide nothing: 7 minutes and 90 seconds are aligned to 1970, not to the hour; 250 ms and 3 days too.
-- tags: window, tumble, boundary
CREATE TABLE clicks (
  user_id INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/clicks.json', 'format' = 'json');

-- file: clicks.json
-- {"user_id":1,"ts":"2026-01-01 10:00:00.000"}
-- {"user_id":2,"ts":"2026-01-01 10:00:00.249"}
-- {"user_id":3,"ts":"2026-01-01 10:00:00.250"}
-- {"user_id":4,"ts":"2026-01-01 10:03:00.000"}

SELECT window_start, window_end, COUNT(*) AS cnt
FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '7' MINUTES))
GROUP BY window_start, window_end;
-- expect:
-- | window_start            | window_end              | cnt |
-- | 2026-01-01 09:55:00.000 | 2026-01-01 10:02:00.000 | 3   |
-- | 2026-01-01 10:02:00.000 | 2026-01-01 10:09:00.000 | 1   |

SELECT window_start, window_end, COUNT(*) AS cnt
FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '90' SECONDS))
GROUP BY window_start, window_end;
-- expect:
-- | window_start            | window_end              | cnt |
-- | 2026-01-01 10:00:00.000 | 2026-01-01 10:01:30.000 | 3   |
-- | 2026-01-01 10:03:00.000 | 2026-01-01 10:04:30.000 | 1   |

SELECT window_start, window_end, COUNT(*) AS cnt
FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '0.25' SECONDS))
GROUP BY window_start, window_end;
-- expect:
-- | window_start            | window_end              | cnt |
-- | 2026-01-01 10:00:00.000 | 2026-01-01 10:00:00.250 | 2   |
-- | 2026-01-01 10:00:00.250 | 2026-01-01 10:00:00.500 | 1   |
-- | 2026-01-01 10:03:00.000 | 2026-01-01 10:03:00.250 | 1   |

SELECT window_start, window_end, COUNT(*) AS cnt
FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '3' DAYS))
GROUP BY window_start, window_end;
-- expect:
-- | window_start            | window_end              | cnt |
-- | 2026-01-01 00:00:00.000 | 2026-01-04 00:00:00.000 | 4   |
