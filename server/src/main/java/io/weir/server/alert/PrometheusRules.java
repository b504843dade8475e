package io.weir.server.alert;

import io.weir.connector.alert.Severity;
import io.weir.server.health.Measure;
import java.math.BigDecimal;
import java.util.Locale;

/**
 * The rules for Prometheus, from the same table as those inside the process: whoever has Prometheus and Alertmanager
 * already uses these. Baselines are medians of the last hour, as inside.
 */
public final class PrometheusRules {
    private static final String RATE = "rate(weir_pipeline_rows_in_total[2m])";
    private static final String USUAL_RATE = "quantile_over_time(0.5, " + RATE + "[1h:1m])";
    private static final String LATENCY =
            "(rate(weir_latency_total_seconds_sum[2m]) / rate(weir_latency_total_seconds_count[2m]))";
    private static final String USUAL_LATENCY = "clamp_min(quantile_over_time(0.5, " + LATENCY + "[1h:1m]), 0.05)";
    /** What a link of one gigabit takes, both ways. */
    private static final String NETWORK_BYTES_PER_SECOND = "250e6";

    private PrometheusRules() {}

    /** What Prometheus computes for a measure, in the measure's unit. */
    static String expression(Measure measure) {
        return switch (measure) {
            case LAG -> "weir_pipeline_lag_seconds";
            case THROUGHPUT -> "100 * " + RATE + " / (" + USUAL_RATE + " >= 1)";
            case ERRORS ->
                "100 * (rate(weir_pipeline_skipped_records_total[5m]) + rate(weir_pipeline_dropped_rows_total[5m]))"
                        + " / (rate(weir_pipeline_rows_in_total[5m]) + rate(weir_pipeline_skipped_records_total[5m]))";
            case LATENCY -> LATENCY + " / " + USUAL_LATENCY;
            case BACKPRESSURE -> "100 * weir_pipeline_backpressured_ratio";
            case STATE_BYTES -> "100 * weir_pipeline_state_bytes / on (instance) group_left () weir_jvm_heap_max_bytes";
            case EPOCH_DURATION -> "100 * weir_epoch_last_duration_seconds / 10";
            case CPU -> "100 * weir_system_cpu_ratio";
            case MEMORY -> "100 * weir_jvm_heap_live_bytes / weir_jvm_heap_max_bytes";
            case NETWORK ->
                "100 * sum by (instance) (rate(weir_network_received_bytes_total{interface!=\"lo\"}[2m])"
                        + " + rate(weir_network_sent_bytes_total{interface!=\"lo\"}[2m])) / "
                        + NETWORK_BYTES_PER_SECOND;
            case DOWN -> "1 - weir_pipeline_up";
            case RESTARTS -> "increase(weir_pipeline_restarts_total[10m])";
        };
    }

    /** The name of a measure's alert: {@code WeirStateEpochDuration}. */
    static String alertName(Measure measure) {
        return "Weir" + camel(measure.rule().id()) + camel(measure.key());
    }

    /** One line that says what is measured. */
    static String title(Measure measure) {
        return switch (measure) {
            case LAG -> "Age of the newest record read, where records wait";
            case THROUGHPUT -> "Rows per second, in percent of the usual";
            case ERRORS -> "Records that fail, in percent";
            case LATENCY -> "End-to-end latency, as a multiple of the usual";
            case BACKPRESSURE -> "Time that the worst node waits for its successor, in percent";
            case STATE_BYTES -> "State, in percent of the heap";
            case EPOCH_DURATION -> "Duration of the last epoch, in percent of 10 s";
            case CPU -> "Processors, in percent";
            case MEMORY -> "Heap after collections, in percent";
            case NETWORK -> "Network, in percent of one gigabit per second";
            case DOWN -> "A pipeline does not run";
            case RESTARTS -> "Restarts within ten minutes";
        };
    }

    private static String camel(String words) {
        StringBuilder camel = new StringBuilder();
        for (String word : words.split("-", -1)) {
            if (!word.isEmpty()) {
                camel.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
            }
        }
        return camel.toString();
    }

    /** A file of rules. */
    public static String yaml() {
        StringBuilder yaml = new StringBuilder("""
                # Generated from the table of rules that the server evaluates itself; see docs/reference/alerts.md.
                groups:
                  - name: weir
                    rules:
                """);
        for (Measure measure : Measure.values()) {
            append(yaml, measure);
        }
        return yaml.toString();
    }

    private static void append(StringBuilder yaml, Measure measure) {
        Severity severity = measure.severity();
        String pipeline = measure.isOfProcess() ? "{{ $labels.instance }}" : "{{ $labels.pipeline }}";
        line(yaml, 6, "- alert: " + alertName(measure));
        line(
                yaml,
                8,
                "expr: "
                        + quoted(expression(measure)
                                + (measure.isAbove() ? " > " : " < ")
                                + number(measure.threshold())));
        line(yaml, 8, "for: " + measure.hold().toSeconds() + "s");
        line(yaml, 8, "labels:");
        line(yaml, 10, "severity: " + severity.id());
        line(yaml, 8, "annotations:");
        line(yaml, 10, "summary: " + quoted(measure.rule().id() + " of " + pipeline));
        line(yaml, 10, "description: " + quoted(title(measure) + ": {{ printf \"%.4g\" $value }} " + measure.unit()));
        line(yaml, 10, "action: " + quoted(measure.rule().action()));
        line(yaml, 10, "runbook_url: " + quoted("http://{{ $labels.instance }}/api/v1/runbooks/" + measure.runbook()));
    }

    private static void line(StringBuilder yaml, int indent, String text) {
        yaml.append(" ".repeat(indent)).append(text).append('\n');
    }

    /** Single quotes, in which YAML reads everything as it is. */
    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    static String number(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
