-- An aggregate function of the user's that keeps a list of rows in its accumulator, and gives a row.
-- tags: function, udf, udaf, aggregate, row:207
CREATE TABLE words (
  g STRING,
  word STRING,
  n DECIMAL(10, 2),
  moment TIMESTAMP(3)
) WITH ('connector' = 'filesystem', 'path' = '${dir}/words.json', 'format' = 'json');

-- file: words.json
-- {"g":"a","word":"one","n":1.50,"moment":"2026-01-01 10:00:00.000"}
-- {"g":"a","word":null,"n":2.25,"moment":null}
-- {"g":"b","word":"zwei","n":null,"moment":"2026-01-01 10:00:01.000"}
-- {"g":"a","word":"three","n":-3.00,"moment":"2026-01-01 10:00:02.000"}

-- file: Longest.java
-- import java.math.BigDecimal;
-- import java.time.LocalDateTime;
-- import java.util.ArrayList;
-- import java.util.List;
-- import org.apache.flink.table.annotation.DataTypeHint;
-- import org.apache.flink.table.annotation.FunctionHint;
-- import org.apache.flink.table.functions.AggregateFunction;
-- import org.apache.flink.types.Row;
-- @FunctionHint(output = @DataTypeHint("ROW<word STRING, total DECIMAL(20, 2), last TIMESTAMP(3), all_words ARRAY<STRING>>"))
-- public class Longest extends AggregateFunction<Row, Longest.Seen> {
--   public static class Seen {
--     public List<String> words = new ArrayList<>();
--     public @DataTypeHint("DECIMAL(20, 2)") BigDecimal total = BigDecimal.ZERO;
--     public LocalDateTime last;
--   }
--   public Seen createAccumulator() { return new Seen(); }
--   public void accumulate(Seen seen, String word, @DataTypeHint("DECIMAL(10, 2)") BigDecimal n,
--       @DataTypeHint("TIMESTAMP(3)") LocalDateTime at) {
--     if (word != null) seen.words.add(word);
--     if (n != null) seen.total = seen.total.add(n);
--     if (at != null && (seen.last == null || at.isAfter(seen.last))) seen.last = at;
--   }
--   public Row getValue(Seen seen) {
--     String longest = null;
--     for (String word : seen.words) if (longest == null || word.length() > longest.length()) longest = word;
--     return Row.of(longest, seen.total, seen.last, seen.words.toArray(new String[0]));
--   }
-- }

CREATE FUNCTION longest AS 'Longest' LANGUAGE JAVA USING JAR '${dir}/functions.jar';

SELECT g, longest(word, n, moment) AS seen FROM words GROUP BY g;
-- expect-final:
-- | g | seen                                                       |
-- | a | ('three', 0.75, 2026-01-01 10:00:02.000, ['one', 'three']) |
-- | b | ('zwei', 0.00, 2026-01-01 10:00:01.000, ['zwei'])          |
