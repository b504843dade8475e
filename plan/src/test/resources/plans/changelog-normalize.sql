CREATE TABLE states (k STRING, v INT, PRIMARY KEY (k) NOT ENFORCED) WITH ('connector' = 'upsert-kafka', 'topic' = 's',
  'properties.bootstrap.servers' = 'localhost:9092', 'key.format' = 'json', 'value.format' = 'json');
CREATE TABLE result_table (k STRING, v INT) WITH ('connector' = 'print');
INSERT INTO result_table SELECT k, v FROM states WHERE v > 3;
