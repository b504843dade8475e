-- A function of the user's with several eval methods: primitives, objects, and any number of arguments.
-- tags: function, udf, row:207
CREATE TABLE readings (
  id INT NOT NULL,
  n INT,
  big BIGINT,
  name STRING
) WITH ('connector' = 'filesystem', 'path' = '${dir}/readings.json', 'format' = 'json');

-- file: readings.json
-- {"id":1,"n":5,"big":7000000000,"name":"Ada"}
-- {"id":2,"n":null,"big":null,"name":null}
-- {"id":3,"n":-1,"big":0,"name":""}
-- {"id":4,"n":2147483647,"big":-1,"name":"Zoë"}

-- file: Show.java
-- import org.apache.flink.table.functions.ScalarFunction;
-- public class Show extends ScalarFunction {
--   public String eval(int a) { return "int " + a; }
--   public String eval(Integer a) { return "Integer " + a; }
--   public String eval(Long a) { return "Long " + a; }
--   public String eval(String a) { return "String " + a; }
--   public String eval(String a, Integer b) { return "String " + a + " Integer " + b; }
--   public String eval(Integer... all) { return all.length + " Integers " + java.util.Arrays.toString(all); }
-- }

CREATE FUNCTION show_it AS 'Show' LANGUAGE JAVA USING JAR '${dir}/functions.jar';

SELECT id, show_it(id) AS a, show_it(n) AS b, show_it(big) AS c, show_it(name) AS d, show_it(name, n) AS e,
  show_it(n, n, id) AS f
FROM readings;
-- expect:
-- | id | a         | b                  | c               | d           | e                             | f                                      |
-- | 1  | Integer 1 | Integer 5          | Long 7000000000 | String Ada  | String Ada Integer 5          | 3 Integers [5, 5, 1]                   |
-- | 2  | Integer 2 | Integer null       | Long null       | String null | String null Integer null      | 3 Integers [null, null, 2]             |
-- | 3  | Integer 3 | Integer -1         | Long 0          | 'String '   | String  Integer -1            | 3 Integers [-1, -1, 3]                 |
-- | 4  | Integer 4 | Integer 2147483647 | Long -1         | String Zoë  | String Zoë Integer 2147483647 | 3 Integers [2147483647, 2147483647, 4] |

SELECT id FROM readings WHERE show_it(n) = 'Integer 5' OR show_it(id, id) LIKE '2 Integers [3%';
-- expect:
-- | id |
-- | 1  |
-- | 3  |
