package io.weir.testing.sql;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One case of the corpus: statements in order, the files that they read, and what each query must answer.
 *
 * @param name the path below {@code cases} without its suffix, such as {@code tumble/event_on_end}
 * @param path the file that the case was read from
 * @param description what the case shows, from its first comment lines
 * @param tags what the case can be found by; a checklist row is {@code row:32}
 * @param notNative the node or function because of which the native engine hands this case to Flink, if it does
 * @param flinkDiffers why Flink itself gives another answer than the expected one, which then a person computed; for
 *     defects of Flink that lose or spoil data
 * @param files the inline files by name; each is written to the case's directory before the first statement
 * @param steps the statements in order
 */
public record SqlCase(
        String name,
        Path path,
        String description,
        List<String> tags,
        Optional<String> notNative,
        Optional<String> flinkDiffers,
        Map<String, String> files,
        List<Step> steps) {

    public SqlCase {
        tags = List.copyOf(tags);
        files = Map.copyOf(files);
        steps = List.copyOf(steps);
    }

    /**
     * One statement and what is expected of it.
     *
     * @param sql the statement without its final semicolon, placeholders not yet replaced
     * @param firstLine the 1-based line of the file where the statement starts
     * @param lastLine the 1-based line of the file where the statement ends
     * @param expectations empty for a statement that must only succeed
     */
    public record Step(String sql, int firstLine, int lastLine, List<Expectation> expectations) {

        public Step {
            expectations = List.copyOf(expectations);
        }

        /** Whether the statement answers with rows. */
        public boolean isQuery() {
            return Statements.isQuery(sql);
        }

        /** Whether the case says that the statement fails. */
        public boolean isFailureExpected() {
            return expectations.stream().anyMatch(Expectation.Failure.class::isInstance);
        }

        /** Whether the statement writes into tables. */
        public boolean isInsert() {
            return Statements.isInsert(sql);
        }
    }
}
