package io.weir.server.console;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@link ConsoleStub} answers with: a shop's pipelines and views whose numbers move with the time of day. */
final class StubData {
    static final String SHOP_SQL = """
            -- What happens on each page of the shop, minute by minute.
            CREATE TABLE clickstream (
              event_id STRING,
              user_id BIGINT,
              page STRING,
              action STRING,
              event_timestamp TIMESTAMP_LTZ(3),
              load_time_ms INT,
              WATERMARK FOR event_timestamp AS event_timestamp - INTERVAL '5' SECOND
            ) WITH (
              'connector' = 'kafka',
              'topic' = 'clickstream',
              'format' = 'json'
            );

            CREATE TABLE page_metrics (
              window_start TIMESTAMP(3),
              page STRING,
              view_count BIGINT,
              unique_users BIGINT,
              purchases BIGINT,
              avg_load_time DOUBLE,
              PRIMARY KEY (window_start, page) NOT ENFORCED
            ) WITH ('connector' = 'view');

            INSERT INTO page_metrics
            SELECT
              window_start,
              page,
              COUNT(*) AS view_count,
              COUNT(DISTINCT user_id) AS unique_users,
              COUNT(*) FILTER (WHERE action = 'purchase') AS purchases,
              AVG(CAST(load_time_ms AS DOUBLE)) AS avg_load_time
            FROM TUMBLE(TABLE clickstream, DESCRIPTOR(event_timestamp), INTERVAL '1' MINUTE)
            GROUP BY window_start, window_end, page;
            """;
    static final List<String> PAGES =
            List.of("/home", "/search", "/product/42", "/product/7", "/cart", "/checkout", "/help", "/account");

    private final long startedMillis = System.currentTimeMillis() - 3_723_000;
    private final long zeroMillis = System.currentTimeMillis() - 900_000;

    /** A wave around a middle, which differs by its phase. */
    private static double wave(double middle, double swing, double seconds, double phase) {
        return wave(System.currentTimeMillis() / 1000.0, middle, swing, seconds, phase);
    }

    private static double wave(double t, double middle, double swing, double seconds, double phase) {
        return middle
                * (1 + swing * Math.sin(t / seconds + phase) + swing * 0.3 * Math.sin(t / seconds * 3.7 + phase * 2));
    }

    static Map<String, @Nullable Object> map(@Nullable Object... pairs) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }

    /** Rows in and out per second of each pipeline, as they were some seconds ago. */
    static Map<String, List<Double>> ratesAgo(int secondsAgo) {
        double t = System.currentTimeMillis() / 1000.0 - secondsAgo;
        double first = wave(t, 10_240, 0.12, 21, 0);
        double second = wave(t, 342, 0.12, 21, 1);
        double third = wave(t, 1210, 0.12, 21, 2);
        return Map.of(
                "page-metrics", List.of(first, first * 0.021),
                "revenue-per-hour", List.of(second, second * 0.4),
                "cart-abandonment", List.of(third, third * 0.08));
    }

    private long epoch() {
        return (System.currentTimeMillis() - zeroMillis) / 1000;
    }

    private Map<String, @Nullable Object> pipeline(String name, String state, double rate, double share, int phase) {
        boolean runs = state.equals("RUNNING");
        double in = runs ? wave(rate, 0.12, 21, phase) : 0;
        return map(
                "name", name,
                "state", state,
                "engine", phase == 2 ? "Flink" : "native",
                "reason", phase == 2 ? "MATCH_RECOGNIZE is not native yet" : null,
                "error", state.equals("FAILED") ? "s3://exports/2026: access denied (403)" : null,
                "startedAt", Instant.ofEpochMilli(startedMillis).toString(),
                "restarts", phase == 3 ? 4 : 0,
                "rowsIn", Math.round(rate * 3723),
                "rowsOut", Math.round(rate * share * 3723),
                "rowsInPerSecond", in,
                "rowsOutPerSecond", in * share,
                "bytesInPerSecond", in * 212,
                "lagRecords", runs ? Math.round(wave(410, 0.3, 9, phase)) : null,
                "lagMillis", runs ? wave(180 + phase * 60.0, 0.3, 9, phase) : null,
                "watermark", Instant.now().minusMillis(5400).toString(),
                "watermarkLagMillis", runs ? wave(5400, 0.05, 5, phase) : null,
                "lateRows", phase == 0 ? 128 : 0,
                "droppedRows", phase == 0 ? 128 : 0,
                "skippedRecords", 0,
                "stateBytes", runs ? Math.round(wave(7.4e6 * (phase + 1), 0.04, 30, phase)) : 0,
                "epoch", runs ? epoch() : null,
                "epochMillis", runs ? wave(14, 0.3, 7, phase) : null,
                "epochBytes", runs ? Math.round(wave(184_000, 0.2, 7, phase)) : null,
                "lastEpochAt", Instant.now().minusMillis(600).toString(),
                "views", phase == 0 ? List.of("page_metrics") : List.of());
    }

    List<Map<String, @Nullable Object>> pipelines(List<String> stopped) {
        List<Map<String, @Nullable Object>> list = new ArrayList<>();
        list.add(pipeline("page-metrics", stopped.contains("page-metrics") ? "STOPPED" : "RUNNING", 10_240, 0.021, 0));
        list.add(pipeline("revenue-per-hour", "RUNNING", 342, 0.4, 1));
        list.add(pipeline("cart-abandonment", "RUNNING", 1210, 0.08, 2));
        list.add(pipeline("export-to-parquet", "FAILED", 0, 0, 3));
        return list;
    }

    private static Map<String, @Nullable Object> node(
            int id, String type, String description, List<Integer> inputs, @Nullable String from, @Nullable String to) {
        Integer sqlFrom = from == null ? null : SHOP_SQL.indexOf(from);
        Integer sqlTo = to == null ? null : SHOP_SQL.indexOf(to, sqlFrom == null ? 0 : sqlFrom) + to.length();
        return map(
                "id", id,
                "type", type,
                "description", description,
                "inputs", inputs,
                "sqlFrom", sqlFrom,
                "sqlTo", sqlTo,
                "native", true);
    }

    static List<Map<String, @Nullable Object>> nodes() {
        String table = "[default_catalog, default_database, clickstream]";
        return List.of(
                node(
                        1,
                        "stream-exec-table-source-scan_2",
                        "TableSourceScan(table=[" + table + "], fields=[user_id, "
                                + "page, action, event_timestamp, load_time_ms])",
                        List.of(),
                        "CREATE TABLE clickstream",
                        ");"),
                node(
                        2,
                        "stream-exec-watermark-assigner_1",
                        "WatermarkAssigner(rowtime=[event_timestamp], " + "watermark=[event_timestamp - 5000])",
                        List.of(1),
                        "WATERMARK FOR",
                        "SECOND"),
                node(
                        3,
                        "stream-exec-calc_1",
                        "Calc(select=[user_id, page, event_timestamp, action = 'purchase' AS $f4])",
                        List.of(2),
                        "COUNT(*) FILTER",
                        "purchases"),
                node(
                        4,
                        "stream-exec-local-window-aggregate_1",
                        "LocalWindowAggregate(groupBy=[page], "
                                + "window=[TUMBLE(1 min)], select=[page, COUNT(*), COUNT(DISTINCT user_id)])",
                        List.of(3),
                        "FROM TUMBLE",
                        "MINUTE)"),
                node(5, "stream-exec-exchange_1", "Exchange(distribution=[hash[page]])", List.of(4), null, null),
                node(
                        6,
                        "stream-exec-global-window-aggregate_1",
                        "GlobalWindowAggregate(groupBy=[page], " + "window=[TUMBLE(1 min)])",
                        List.of(5),
                        "GROUP BY window_start",
                        "page"),
                node(
                        7,
                        "stream-exec-sink_1",
                        "Sink(table=[default_catalog.default_database.page_metrics], "
                                + "fields=[window_start, page, view_count, unique_users, purchases, avg_load_time])",
                        List.of(6),
                        "INSERT INTO page_metrics",
                        "page_metrics"));
    }

    Map<String, @Nullable Object> liveNodes() {
        List<Map<String, @Nullable Object>> live = new ArrayList<>();
        double[] busy = {0.31, 0.06, 0.22, 0.64, 0.04, 0.38, 0.09};
        double[] waits = {0.18, 0.07, 0.02, 0, 0, 0, 0};
        double[] queue = {0, 0.12, 0.03, 0.46, 0.02, 0.08, 0.01};
        double in = wave(10_240, 0.12, 21, 0);
        for (int i = 0; i < busy.length; i++) {
            double rate = i < 4 ? in : i < 6 ? in * 0.06 : in * 0.021;
            double next = i < 3 ? in : i < 5 ? in * 0.06 : in * 0.021;
            live.add(map(
                    "id",
                    i + 1,
                    "rowsIn",
                    Math.round(rate * 3723),
                    "rowsOut",
                    Math.round(next * 3723),
                    "rowsInPerSecond",
                    i == 0 ? null : rate,
                    "rowsOutPerSecond",
                    next,
                    "busyShare",
                    Math.min(1, wave(busy[i], 0.1, 6, i)),
                    "backpressuredShare",
                    waits[i],
                    "queueShare",
                    i == 0 ? null : Math.min(1, wave(queue[i], 0.2, 4, i)),
                    "watermark",
                    i == 0 ? null : Instant.now().minusMillis(5400).toString(),
                    "stateBytes",
                    i == 3 ? 1_240_000 : i == 5 ? 6_160_000 : 0,
                    "lateRows",
                    i == 3 ? 128 : 0,
                    "droppedRows",
                    i == 3 ? 128 : 0));
        }
        List<Map<String, @Nullable Object>> epochs = new ArrayList<>();
        for (long epoch = epoch() - 59; epoch <= epoch(); epoch++) {
            double spread = (epoch * 7919 % 13) / 13.0;
            epochs.add(map(
                    "epoch", epoch,
                    "at", Instant.ofEpochMilli(zeroMillis + epoch * 1000).toString(),
                    "durationMillis", 9 + spread * 8 + (epoch % 60 == 0 ? 24 : 0),
                    "commitMillis", 3 + spread * 2,
                    "pauseMillis", 0.4 + spread * 0.5,
                    "bytes", 160_000 + Math.round(spread * 60_000) + (epoch % 60 == 0 ? 420_000 : 0)));
        }
        return map("at", Instant.now().toString(), "jobs", List.of(map("number", 1, "nodes", live)), "epochs", epochs);
    }

    static Map<String, @Nullable Object> freshness(long version) {
        return map(
                "watermark",
                Instant.now().minusMillis(5400).toString(),
                "watermarkAgeMillis",
                5400,
                "committedAt",
                Instant.now().minusMillis(420).toString(),
                "commitAgeMillis",
                420,
                "epoch",
                version / 3,
                "version",
                version);
    }

    static List<Map<String, @Nullable Object>> health() {
        return List.of(
                row("lag", "page-metrics", "ok", 0.24, 60, "s", "Reading keeps up.", "Scale up."),
                row("throughput", "page-metrics", "ok", 101, 80, "%", "10,240 rows/s, as usual.", "Check upstream."),
                row("errors", "page-metrics", "ok", 0.02, 1, "%", "2 of 10,000 records were skipped.", "Look."),
                row(
                        "latency",
                        "revenue-per-hour",
                        "warning",
                        2.1,
                        2,
                        "x",
                        "Rows take 2.1 times as long as they used to.",
                        "Look for the busiest step."),
                row(
                        "backpressure",
                        "page-metrics",
                        "firing",
                        18,
                        10,
                        "%",
                        "The source waits 18 % of its time for a slower step.",
                        "Raise the parallelism."),
                row("state", "page-metrics", "ok", 9, 80, "%", "Far from its limit.", ""),
                row("resources", null, "ok", 41, 80, "%", "Processor 41 %, memory 38 %, network 3 %.", ""));
    }

    private static Map<String, @Nullable Object> row(
            String name,
            @Nullable String pipeline,
            String status,
            double value,
            double threshold,
            String unit,
            String text,
            String action) {
        return map(
                "name",
                name,
                "pipeline",
                pipeline,
                "status",
                status,
                "value",
                value,
                "threshold",
                threshold,
                "unit",
                unit,
                "text",
                text,
                "action",
                action,
                "runbook",
                name,
                "since",
                Instant.now().minusSeconds(90).toString());
    }

    static List<Map<String, @Nullable Object>> alerts(List<String> acknowledged) {
        return List.of(
                alert(
                        "a1",
                        "backpressure",
                        "critical",
                        "page-metrics",
                        acknowledged.contains("a1") ? "acknowledged" : "firing",
                        "The source waits 18 % of its time for a slower step.",
                        "backpressure"),
                alert(
                        "a2",
                        "latency",
                        "warning",
                        "revenue-per-hour",
                        "pending",
                        "Rows take 1.8 times as long as they used to.",
                        "latency"),
                alert(
                        "a3",
                        "big_order",
                        "info",
                        "revenue-per-hour",
                        "resolved",
                        "Order 8112 is worth 12,400.00 EUR.",
                        null));
    }

    private static Map<String, @Nullable Object> alert(
            String id,
            String name,
            String severity,
            String pipeline,
            String state,
            String text,
            @Nullable String runbook) {
        return map(
                "id",
                id,
                "name",
                name,
                "severity",
                severity,
                "pipeline",
                pipeline,
                "key",
                "",
                "text",
                text,
                "state",
                state,
                "since",
                Instant.now().minusSeconds(340).toString(),
                "runbook",
                runbook,
                "labels",
                map("team", "shop"));
    }
}
