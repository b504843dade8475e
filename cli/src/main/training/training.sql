-- What the launcher runs once after a build, so that the classes of a usual pipeline are archived.
-- It should touch what most pipelines touch: DDL, a JSON file, watermarks, windows, functions, a sink.
CREATE TABLE clicks (
    user_id BIGINT,
    page STRING,
    action STRING,
    event_timestamp TIMESTAMP(3),
    load_time_ms INT,
    WATERMARK FOR event_timestamp AS event_timestamp - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = 'training.ndjson', 'format' = 'json');

CREATE VIEW actions AS
SELECT user_id, UPPER(page) AS page, load_time_ms, event_timestamp
FROM clicks
WHERE action <> 'buy' AND load_time_ms > 10;

SELECT page, window_start, window_end, COUNT(*) AS clicks, AVG(load_time_ms) AS average_load_time_ms,
    COUNT(DISTINCT user_id) AS users
FROM TUMBLE(TABLE actions, DESCRIPTOR(event_timestamp), INTERVAL '1' MINUTE)
GROUP BY page, window_start, window_end;
