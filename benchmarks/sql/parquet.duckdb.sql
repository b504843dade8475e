-- AVG of integers is a fraction here; Flink's is cut off.
SELECT
  time_bucket(INTERVAL '1 minute', event_timestamp) AS window_start,
  page,
  count(*),
  trunc(avg(load_time_ms))::INTEGER
FROM read_parquet('${input}')
GROUP BY ALL;
