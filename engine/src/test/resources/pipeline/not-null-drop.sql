SET 'table.exec.sink.not-null-enforcer' = 'DROP';
CREATE TABLE src (k STRING, v BIGINT, ts TIMESTAMP(3), pt AS PROCTIME(), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector'='filesystem','path'='/tmp/x','format'='json');
CREATE TABLE src2 (k STRING, v BIGINT, ts TIMESTAMP(3), pt AS PROCTIME(), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector'='filesystem','path'='/tmp/x','format'='json');
CREATE TABLE w (k STRING, ws TIMESTAMP(3), we TIMESTAMP(3), n BIGINT, s BIGINT) WITH ('connector'='print');
CREATE TABLE r (k STRING, v BIGINT) WITH ('connector'='print');
CREATE TABLE r2 (k STRING, v BIGINT) WITH ('connector'='print');
CREATE TABLE nn (k STRING NOT NULL, v BIGINT) WITH ('connector'='print');
INSERT INTO nn SELECT k, v FROM src;
