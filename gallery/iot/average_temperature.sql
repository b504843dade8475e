-- The average temperature of each device, every five minutes; readings may come up to a minute late.
CREATE TABLE readings (
  device STRING,
  temperature DOUBLE,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '1' MINUTE
) WITH ('connector' = 'filesystem', 'path' = 'readings.ndjson', 'format' = 'json');

SELECT device, window_start, COUNT(*) AS readings, ROUND(AVG(temperature), 2) AS average_temperature
FROM TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '5' MINUTE)
GROUP BY device, window_start, window_end;
