SELECT
  time_bucket(INTERVAL '5 minutes', event_timestamp) AS window_start,
  page,
  count(DISTINCT user_id)
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
