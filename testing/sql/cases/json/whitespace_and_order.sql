-- White space, the order of the fields, unknown fields, a field given twice, escapes, and keys that are alike.
-- tags: json, string, boundary
CREATE TABLE t (
  id INT,
  name STRING,
  na STRING
) WITH ('connector' = 'filesystem', 'path' = '${dir}/t.json', 'format' = 'json');

-- file: t.json
-- {"id":1,"name":"a","na":"b"}
--   {  "na" : "b" , "name":"a","id" :  2 }  
-- {"x":{"id":9,"name":"no"},"id":3,"y":["}",{"id":8}],"name":"\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00","na":"tab\there"}
-- {"id":4,"name":"first","name":"second"}
-- {"ID":5,"Name":"capitals"}
-- {"id":6,"name":"a,b}{][:\"","na":""}
-- {}
-- {"id":7,"na\u006de":"escaped key"}

SELECT * FROM t;
-- expect:
-- | id   | name                     | na        |
-- | 1    | a                        | b         |
-- | 2    | a                        | b         |
-- | 3    | "\\/\u0008\u000c\n\r\té😀 | tab\there |
-- | 4    | second                   | NULL      |
-- | 6    | a,b}{][:"                | ''        |
-- | 7    | escaped key              | NULL      |
-- | NULL | NULL                     | NULL      |
-- | NULL | NULL                     | NULL      |
