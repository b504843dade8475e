package io.weir.server.query;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.weir.server.http.ErrorAnswer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is asked of the routes of queries, and what they answer. */
final class QueryAnswers {
    private QueryAnswers() {}

    /** A question. */
    record Question(
            String sql, @Nullable Integer limit, @Nullable Integer seconds) {}

    /** Something to explain. */
    record Explain(String sql) {}

    /** All jobs of a script. */
    record Plan(List<Job> jobs) {}

    /** A job. */
    record Job(int number, int line, String sql, List<Node> nodes) {}

    /** A node of a plan, and why it is not native, if it is not. */
    record Node(
            int id,
            String type,
            String description,
            List<Integer> inputs,
            @Nullable Integer sqlFrom,
            @Nullable Integer sqlTo,
            @JsonProperty("native") boolean isNative,
            @Nullable String reason) {}

    /** All tables that can be asked. */
    record Tables(List<Table> tables) {}

    /** A table of a pipeline. */
    record Table(String name, String pipeline, String connector, List<Column> columns) {}

    /** A column. */
    record Column(
            String name, String type, @JsonProperty("key") boolean isKey) {}

    /** The first line of an answer. */
    record Head(List<Column> columns, boolean insertOnly, List<Node> plan) {}

    /** The last line of an answer: why it ends. */
    record End(String end, long rows) {}

    /** The last line of one that has failed. */
    record Failed(ErrorAnswer.Detail error, long rows) {}
}
