-- A user's table function joined with each row: no row, one or many for each; LEFT JOIN keeps rows without any.
-- tags: cluster, lateral, udtf, correlate, row:208
CREATE TABLE words (
  id INT,
  line STRING,
  n INT
) WITH ('connector' = 'filesystem', 'path' = '${dir}/words.json', 'format' = 'json');

-- file: words.json
-- {"id":1,"line":"to be or","n":2}
-- {"id":2,"line":"","n":1}
-- {"id":3,"line":null,"n":null}
-- {"id":4,"line":"not","n":3}

-- file: Split.java
-- import org.apache.flink.table.annotation.DataTypeHint;
-- import org.apache.flink.table.annotation.FunctionHint;
-- import org.apache.flink.table.functions.TableFunction;
-- import org.apache.flink.types.Row;
-- @FunctionHint(output = @DataTypeHint("ROW<word STRING, length INT>"))
-- public class Split extends TableFunction<Row> {
--   public void eval(String text) { eval(text, 100); }
--   public void eval(String text, Integer max) {
--     if (text == null || max == null) { return; }
--     int left = max;
--     for (String word : text.split(" ")) {
--       if (!word.isEmpty() && left-- > 0) { collect(Row.of(word, word.length())); }
--     }
--   }
-- }

-- file: Times.java
-- import org.apache.flink.table.functions.TableFunction;
-- public class Times extends TableFunction<Integer> {
--   public void eval(Integer n) {
--     if (n == null) { collect(null); return; }
--     for (int i = 0; i < n; i++) { collect(i); }
--   }
-- }

CREATE FUNCTION split_words AS 'Split' USING JAR '${dir}/functions.jar';
CREATE TEMPORARY SYSTEM FUNCTION times AS 'Times' USING JAR '${dir}/functions.jar';

SELECT id, word, length FROM words, LATERAL TABLE(split_words(line));
-- expect:
-- | id | word | length |
-- | 1  | be   | 2      |
-- | 1  | or   | 2      |
-- | 1  | to   | 2      |
-- | 4  | not  | 3      |

SELECT id, w, l FROM words LEFT JOIN LATERAL TABLE(split_words(line, n)) AS s (w, l) ON TRUE;
-- expect:
-- | id | w    | l    |
-- | 1  | be   | 2    |
-- | 1  | to   | 2    |
-- | 2  | NULL | NULL |
-- | 3  | NULL | NULL |
-- | 4  | not  | 3    |

SELECT id, i FROM words CROSS JOIN LATERAL TABLE(times(n)) AS s (i);
-- expect:
-- | id | i    |
-- | 1  | 0    |
-- | 1  | 1    |
-- | 2  | 0    |
-- | 3  | NULL |
-- | 4  | 0    |
-- | 4  | 1    |
-- | 4  | 2    |

SELECT id, w, i FROM words, LATERAL TABLE(split_words(line)) AS s (w, l), LATERAL TABLE(times(l)) AS m (i) WHERE i > 0;
-- expect:
-- | id | w   | i |
-- | 1  | be  | 1 |
-- | 1  | or  | 1 |
-- | 1  | to  | 1 |
-- | 4  | not | 1 |
-- | 4  | not | 2 |

SELECT w, COUNT(*) AS n FROM words, LATERAL TABLE(split_words(line)) AS s (w, l) GROUP BY w;
-- expect-final:
-- | w   | n |
-- | be  | 1 |
-- | not | 1 |
-- | or  | 1 |
-- | to  | 1 |
