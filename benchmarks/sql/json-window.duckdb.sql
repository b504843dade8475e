-- AVG of integers is a fraction here; Flink's is cut off.
SELECT
  time_bucket(INTERVAL '1 minute', event_timestamp) AS window_start,
  page,
  count(*),
  trunc(avg(load_time_ms))::INTEGER
FROM read_json('${input}', format = 'newline_delimited', columns = {
  user_id: 'BIGINT',
  page: 'VARCHAR',
  action: 'VARCHAR',
  event_timestamp: 'TIMESTAMP',
  session_id: 'VARCHAR',
  load_time_ms: 'INTEGER',
  device: 'VARCHAR',
  country: 'VARCHAR'
})
GROUP BY ALL;
