CREATE TABLE events (
  id INT NOT NULL,
  event_time TIMESTAMP_LTZ(3) METADATA FROM 'timestamp',
  `partition` INT METADATA VIRTUAL,
  twice AS id * 2,
  WATERMARK FOR event_time AS event_time - INTERVAL '1' SECOND
) WITH ('connector' = 'kafka', 'topic' = 'a;b', 'properties.bootstrap.servers' = 'localhost:9092',
  'scan.watermark.idle-timeout' = '1 min', 'format' = 'json');
CREATE TABLE result_table (
  id INT NOT NULL,
  event_time TIMESTAMP_LTZ(3) METADATA FROM 'timestamp'
) WITH ('connector' = 'kafka', 'topic' = 'c', 'properties.bootstrap.servers' = 'localhost:9092', 'format' = 'json');
INSERT INTO result_table SELECT twice + `partition`, event_time FROM events;
