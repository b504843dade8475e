package io.weir.benchmarks;

import static io.weir.benchmarks.side.SideKind.CONSUMER;
import static io.weir.benchmarks.side.SideKind.DUCKDB;
import static io.weir.benchmarks.side.SideKind.FLINK;
import static io.weir.benchmarks.side.SideKind.LIMIT;
import static io.weir.benchmarks.side.SideKind.WEIR;

import io.weir.benchmarks.side.SideKind;
import java.util.List;

/**
 * One query and who answers it.
 *
 * @param query also the name of its file in {@code benchmarks/sql}
 * @param rowsDefault how many rows it reads if nobody says otherwise
 * @param sides in the order in which they run; the first one that gives an answer is what the others are checked
 *     against
 */
record Comparison(String query, Input input, long rowsDefault, List<SideKind> sides, List<Goal> goals) {
    /** Where the rows come from. */
    enum Input {
        CLICKSTREAM_FILE,
        /** The same rows as DuckDB writes them as parquet. */
        CLICKSTREAM_PARQUET,
        CLICKSTREAM_TOPIC,
        /** By the query itself. */
        GENERATED
    }

    static final List<String> NAMES =
            List.of("json-window", "json-distinct", "hop", "session", "kafka-window", "parquet", "group-by", "dedup");

    /** The comparisons behind a name that the command takes. */
    static List<Comparison> named(String name) {
        return switch (name) {
            case "json-window" ->
                List.of(new Comparison(
                        name,
                        Input.CLICKSTREAM_FILE,
                        10_000_000,
                        List.of(LIMIT, DUCKDB, WEIR, FLINK),
                        List.of(
                                Goal.speed(FLINK, 20),
                                Goal.speed(DUCKDB, 1.3),
                                Goal.speed(LIMIT, 1 / 1.3),
                                new Goal.Speed(Goal.Measure.PROCESS, DUCKDB, Goal.Measure.STEADY, 1),
                                new Goal.Memory(512))));
            case "parquet" ->
                List.of(new Comparison(
                        name,
                        Input.CLICKSTREAM_PARQUET,
                        10_000_000,
                        List.of(DUCKDB, WEIR, FLINK),
                        List.of(Goal.speed(DUCKDB, 1 / 1.5))));
            case "json-distinct" ->
                List.of(new Comparison(
                        name,
                        Input.CLICKSTREAM_FILE,
                        10_000_000,
                        List.of(DUCKDB, WEIR, FLINK),
                        List.of(Goal.speed(FLINK, 12), Goal.speed(DUCKDB, 1))));
            case "hop" ->
                List.of(
                        new Comparison("hop-10-seconds", Input.GENERATED, 5_000_000, List.of(WEIR, FLINK), List.of()),
                        new Comparison(
                                "hop-1-second",
                                Input.GENERATED,
                                5_000_000,
                                List.of(WEIR, FLINK),
                                List.of(Goal.speed(FLINK, 20))));
            case "session" ->
                List.of(new Comparison(
                        name, Input.GENERATED, 5_000_000, List.of(WEIR, FLINK), List.of(Goal.speed(FLINK, 5))));
            case "dedup" ->
                List.of(new Comparison(
                        name, Input.GENERATED, 24_000_000, List.of(WEIR, FLINK), List.of(Goal.speed(FLINK, 5))));
            case "kafka-window" ->
                List.of(new Comparison(
                        name,
                        Input.CLICKSTREAM_TOPIC,
                        5_000_000,
                        List.of(CONSUMER, WEIR, FLINK),
                        List.of(Goal.speed(FLINK, 5), Goal.speed(CONSUMER, 0.7))));
            case "group-by" ->
                List.of(new Comparison(
                        name, Input.GENERATED, 20_000_000, List.of(WEIR, FLINK), List.of(Goal.speed(FLINK, 10))));
            default ->
                throw new IllegalArgumentException(
                        "There is no comparison " + name + "; there are " + String.join(", ", NAMES));
        };
    }
}
