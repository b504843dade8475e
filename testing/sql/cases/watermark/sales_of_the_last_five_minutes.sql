-- Sales of the five minutes before 10:06: by the time of arrival an order that was still on its way is missed; by event
-- time it is there.
-- tags: watermark, worked-example, row:12
CREATE TABLE by_event (
  amount INT,
  event_time TIMESTAMP(3),
  arrival_time TIMESTAMP(3),
  WATERMARK FOR event_time AS event_time - INTERVAL '2' MINUTES
) WITH ('connector' = 'filesystem', 'path' = '${dir}/sales.json', 'format' = 'json');

CREATE TABLE by_arrival (
  amount INT,
  event_time TIMESTAMP(3),
  arrival_time TIMESTAMP(3),
  WATERMARK FOR arrival_time AS arrival_time
) WITH ('connector' = 'filesystem', 'path' = '${dir}/sales.json', 'format' = 'json');

-- file: sales.json
-- {"amount":10,"event_time":"2026-01-01 10:01:00.000","arrival_time":"2026-01-01 10:01:05.000"}
-- {"amount":20,"event_time":"2026-01-01 10:03:00.000","arrival_time":"2026-01-01 10:03:05.000"}
-- {"amount":5,"event_time":"2026-01-01 10:06:30.000","arrival_time":"2026-01-01 10:06:30.000"}
-- {"amount":40,"event_time":"2026-01-01 10:05:59.000","arrival_time":"2026-01-01 10:07:00.000"}

SELECT window_end, SUM(amount) AS sales
FROM TABLE(HOP(TABLE by_event, DESCRIPTOR(event_time), INTERVAL '1' MINUTE, INTERVAL '5' MINUTES))
WHERE CAST(window_end AS TIME) = TIME '10:06:00'
GROUP BY window_start, window_end;
-- expect:
-- | window_end              | sales |
-- | 2026-01-01 10:06:00.000 | 70    |

SELECT window_end, SUM(amount) AS sales
FROM TABLE(HOP(TABLE by_arrival, DESCRIPTOR(arrival_time), INTERVAL '1' MINUTE, INTERVAL '5' MINUTES))
WHERE CAST(window_end AS TIME) = TIME '10:06:00'
GROUP BY window_start, window_end;
-- expect:
-- | window_end              | sales |
-- | 2026-01-01 10:06:00.000 | 30    |
