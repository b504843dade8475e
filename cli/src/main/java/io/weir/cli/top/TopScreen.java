package io.weir.cli.top;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Draws what a server says: its pipelines, and the health table. */
public final class TopScreen {
    private static final String NONE = "-";
    private static final String RED = "\u001b[31m";
    private static final String YELLOW = "\u001b[33m";
    private static final String GREEN = "\u001b[32m";
    private static final String PLAIN = "\u001b[0m";
    private static final String[] BYTE_UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};
    private static final double BYTE_STEP = 1024;
    private static final long MILLIS_PER_SECOND = 1_000;
    private static final long SECONDS_PER_MINUTE = 60;

    private final boolean isColoured;

    public TopScreen(boolean isColoured) {
        this.isColoured = isColoured;
    }

    /**
     * The lines of what is now.
     *
     * @param pipelines the answer of {@code /api/v1/pipelines}
     * @param metrics the answer of {@code /api/v1/metrics}
     * @param health the answer of {@code /api/v1/health}
     */
    public List<String> now(String url, JsonNode pipelines, JsonNode metrics, JsonNode health) {
        List<String> lines = new ArrayList<>();
        lines.add("Weir at " + url + " · CPU " + percent(value(metrics, "weir_process_cpu_ratio", "")) + " · heap "
                + bytes(value(metrics, "weir_jvm_heap_used_bytes", "")) + " of "
                + bytes(value(metrics, "weir_jvm_heap_max_bytes", "")));
        lines.add("");
        TextTable table = new TextTable(
                "PIPELINE",
                "STATE",
                ">ROWS IN/s",
                ">ROWS OUT/s",
                ">BYTES IN/s",
                ">LAG",
                ">BEHIND",
                ">LATENCY p99",
                ">BACKPRESSURE",
                ">LATE",
                ">FAILED",
                ">STATE SIZE",
                ">EPOCH");
        for (JsonNode one : pipelines.path("pipelines")) {
            String name = one.path("name").asString("");
            table.add(
                    name,
                    state(one.path("state").asString("")),
                    number(one.path("rowsInPerSecond")),
                    number(one.path("rowsOutPerSecond")),
                    bytes(number(one, "bytesInPerSecond")),
                    number(one.path("lagRecords")),
                    millis(number(one, "lagMillis")),
                    millis(MILLIS_PER_SECOND * quantile(metrics, "weir_latency_total_seconds", name, "p99")),
                    percent(value(metrics, "weir_pipeline_backpressured_ratio", name)),
                    number(one.path("lateRows")),
                    count(number(one, "skippedRecords") + number(one, "droppedRows")),
                    bytes(number(one, "stateBytes")),
                    millis(number(one, "epochMillis")));
        }
        lines.addAll(table.lines());
        for (JsonNode one : pipelines.path("pipelines")) {
            if (!one.path("error").asString("").isEmpty()) {
                lines.add(colour(
                        RED,
                        one.path("name").asString("") + ": "
                                + one.path("error").asString("").strip().replace('\n', ' ')));
            }
        }
        lines.add("");
        lines.addAll(health(health));
        return lines;
    }

    private List<String> health(JsonNode health) {
        TextTable table = new TextTable("HEALTH", "PIPELINE", "STATUS", "SINCE", "WHAT");
        for (JsonNode row : health.path("rows")) {
            table.add(
                    row.path("name").asString(""),
                    row.path("pipeline").asString(NONE),
                    state(row.path("status").asString("")),
                    row.path("since").asString(NONE).replaceAll("\\..*", ""),
                    row.path("text").asString(""));
        }
        return table.lines();
    }

    /**
     * The lines of a summary of what was since the pipelines were started.
     *
     * @param alerts the answer of {@code /api/v1/alerts}
     */
    public List<String> summary(String url, JsonNode pipelines, JsonNode metrics, JsonNode alerts, Instant now) {
        List<String> lines = new ArrayList<>();
        lines.add("Weir at " + url + ", " + now.toString().replaceAll("\\..*", "Z"));
        for (JsonNode one : pipelines.path("pipelines")) {
            String name = one.path("name").asString("");
            double rows = value(metrics, "weir_pipeline_rows_in_total", name);
            double failed = value(metrics, "weir_pipeline_skipped_records_total", name)
                    + value(metrics, "weir_pipeline_dropped_rows_total", name);
            double late = value(metrics, "weir_pipeline_late_rows_total", name);
            double seconds = value(metrics, "weir_pipeline_uptime_seconds", name);
            lines.add("");
            lines.add(name + ": " + state(one.path("state").asString("")) + " for "
                    + (Double.isNaN(seconds) ? NONE : duration((long) seconds)) + ", "
                    + number(one.path("restarts")) + " restarts");
            lines.add("  throughput  " + count(rows) + " rows in, " + count(rows / seconds) + " rows/s on average, "
                    + number(one.path("rowsInPerSecond")) + " rows/s now");
            lines.add("  lag         " + number(one.path("lagRecords")) + " records, "
                    + millis(number(one, "lagMillis")) + " behind");
            lines.add("  errors      " + count(failed) + " records failed, " + percent(failed / (rows + failed)));
            lines.add("  late        " + count(late) + " rows dropped, " + percent(late / rows));
            lines.add("  latency     "
                    + millis(MILLIS_PER_SECOND * quantile(metrics, "weir_latency_total_seconds", name, "p50"))
                    + " in the middle, "
                    + millis(MILLIS_PER_SECOND * quantile(metrics, "weir_latency_total_seconds", name, "p99"))
                    + " at p99");
            lines.add("  state       " + bytes(number(one, "stateBytes")) + ", last epoch "
                    + millis(number(one, "epochMillis")));
        }
        lines.add("");
        lines.addAll(alerts(alerts));
        return lines;
    }

    /** How many alerts there are, and a line for each. */
    List<String> alerts(JsonNode alerts) {
        List<String> lines = new ArrayList<>();
        int count = alerts.path("alerts").size();
        lines.add(count == 1 ? "1 alert" : count + " alerts");
        for (JsonNode alert : alerts.path("alerts")) {
            lines.add("  " + state(alert.path("state").asString("")) + " "
                    + alert.path("name").asString("") + " " + alert.path("text").asString(""));
        }
        return lines;
    }

    private static JsonNode sample(JsonNode metrics, String name, String pipeline) {
        for (JsonNode metric : metrics.path("metrics")) {
            if (metric.path("name").asString("").equals(name)) {
                for (JsonNode sample : metric.path("samples")) {
                    if (sample.path("labels").path("pipeline").asString("").equals(pipeline)) {
                        return sample;
                    }
                }
            }
        }
        return metrics.path("nothing");
    }

    private static double value(JsonNode metrics, String name, String pipeline) {
        return number(sample(metrics, name, pipeline), "value");
    }

    private static double quantile(JsonNode metrics, String name, String pipeline, String quantile) {
        return number(sample(metrics, name, pipeline), quantile);
    }

    private static double number(JsonNode node, String field) {
        return node.path(field).isNumber() ? node.path(field).asDouble() : Double.NaN;
    }

    private static String number(JsonNode node) {
        return count(node.isNumber() ? node.asDouble() : Double.NaN);
    }

    static String count(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%,.0f", value) : NONE;
    }

    static String percent(double share) {
        return Double.isFinite(share) ? String.format(Locale.ROOT, "%.1f %%", 100 * share) : NONE;
    }

    static String bytes(double value) {
        if (!Double.isFinite(value)) {
            return NONE;
        }
        double rest = value;
        int unit = 0;
        while (rest >= BYTE_STEP && unit + 1 < BYTE_UNITS.length) {
            rest /= BYTE_STEP;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", rest, BYTE_UNITS[unit]);
    }

    static String millis(double value) {
        if (!Double.isFinite(value)) {
            return NONE;
        }
        if (value < MILLIS_PER_SECOND) {
            return String.format(Locale.ROOT, "%.0f ms", value);
        }
        return value < SECONDS_PER_MINUTE * MILLIS_PER_SECOND
                ? String.format(Locale.ROOT, "%.1f s", value / MILLIS_PER_SECOND)
                : duration((long) (value / MILLIS_PER_SECOND));
    }

    static String duration(long seconds) {
        Duration duration = Duration.ofSeconds(seconds);
        if (duration.toDays() > 0) {
            return duration.toDays() + " d " + duration.toHoursPart() + " h";
        }
        if (duration.toHours() > 0) {
            return duration.toHours() + " h " + duration.toMinutesPart() + " min";
        }
        return duration.toMinutes() > 0
                ? duration.toMinutes() + " min " + duration.toSecondsPart() + " s"
                : seconds + " s";
    }

    String state(String text) {
        return switch (text) {
            case "FAILED", "firing" -> colour(RED, text);
            case "STARTING", "RESTARTING", "STOPPED", "warning", "pending" -> colour(YELLOW, text);
            case "RUNNING", "FINISHED", "ok" -> colour(GREEN, text);
            default -> text;
        };
    }

    private String colour(String code, String text) {
        return isColoured ? code + text + PLAIN : text;
    }
}
