-- Weir's own aggregate functions: about how many distinct values there are, and quantiles within 1 %.
-- tags: function, udaf, aggregate, approximate, window, retract, row:31
CREATE TABLE requests (
  id INT,
  page STRING,
  user_name STRING,
  millis INT,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${dir}/requests.json', 'format' = 'json');

-- file: requests.json
-- {"id":1,"page":"/","user_name":"ada","millis":120,"ts":"2026-01-01 10:00:00.000"}
-- {"id":2,"page":"/","user_name":"bob","millis":80,"ts":"2026-01-01 10:00:01.000"}
-- {"id":3,"page":"/","user_name":"ada","millis":1000,"ts":"2026-01-01 10:00:02.000"}
-- {"id":4,"page":"/help","user_name":null,"millis":null,"ts":"2026-01-01 10:00:03.000"}
-- {"id":3,"page":"/","user_name":"cyd","millis":95,"ts":"2026-01-01 10:00:40.000"}
-- {"id":5,"page":"/help","user_name":"dee","millis":0,"ts":"2026-01-01 10:01:00.000"}

CREATE FUNCTION approximate_count_distinct AS 'io.weir.functions.ApproximateCountDistinct';

CREATE FUNCTION approximate_quantile AS 'io.weir.functions.ApproximateQuantile';

SELECT page, window_start, approximate_count_distinct(user_name) AS users,
  CAST(approximate_quantile(CAST(millis AS DOUBLE), 0.5) AS DECIMAL(10, 1)) AS median
FROM TABLE(TUMBLE(TABLE requests, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY page, window_start, window_end;
-- expect:
-- | page  | window_start            | users | median |
-- | /     | 2026-01-01 10:00:00.000 | 3     | 94.6   |
-- | /help | 2026-01-01 10:00:00.000 | 0     | NULL   |
-- | /help | 2026-01-01 10:01:00.000 | 1     | 0.0    |

SELECT page, approximate_count_distinct(user_name) AS users
FROM requests
GROUP BY page;
-- expect-final:
-- | page  | users |
-- | /     | 3     |
-- | /help | 1     |

SELECT page, CAST(approximate_quantile(CAST(millis AS DOUBLE), 1.0) AS DECIMAL(10, 1)) AS slowest
FROM (SELECT id, LAST_VALUE(page) AS page, LAST_VALUE(millis) AS millis FROM requests GROUP BY id)
GROUP BY page;
-- expect-final:
-- | page  | slowest |
-- | /     | 120.3   |
-- | /help | 0.0     |
