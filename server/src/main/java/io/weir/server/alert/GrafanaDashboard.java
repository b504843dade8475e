package io.weir.server.alert;

import io.weir.server.health.HealthRule;
import io.weir.server.health.Measure;
import io.weir.server.http.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A dashboard for Grafana: first the measures with their limits, from the same table as the alerts, then the rest. */
public final class GrafanaDashboard {
    private static final int WIDTH = 8;
    private static final int HEIGHT = 7;
    private static final int COLUMNS = 24;
    private static final Map<String, String> SOURCE = Map.of("type", "prometheus", "uid", "${source}");

    /** A panel without a limit: title, expression, legend, Grafana's unit. */
    private record Plain(String title, String expression, String legend, String unit) {}

    private static final List<Plain> MORE = List.of(
            new Plain(
                    "Rows in", "rate(weir_pipeline_rows_in_total{pipeline=~\"$pipeline\"}[1m])", "{{pipeline}}", "cps"),
            new Plain(
                    "Rows out",
                    "rate(weir_pipeline_rows_out_total{pipeline=~\"$pipeline\"}[1m])",
                    "{{pipeline}}",
                    "cps"),
            new Plain(
                    "Bytes in",
                    "rate(weir_pipeline_bytes_in_total{pipeline=~\"$pipeline\"}[1m])",
                    "{{pipeline}}",
                    "Bps"),
            new Plain(
                    "Records that wait",
                    "weir_split_lag_records{pipeline=~\"$pipeline\"}",
                    "{{pipeline}} {{split}}",
                    "short"),
            new Plain(
                    "Watermark behind the clock",
                    "weir_pipeline_watermark_lag_seconds{pipeline=~\"$pipeline\"}",
                    "{{pipeline}}",
                    "s"),
            new Plain(
                    "Late rows",
                    "rate(weir_pipeline_late_rows_total{pipeline=~\"$pipeline\"}[1m])",
                    "{{pipeline}}",
                    "cps"),
            new Plain(
                    "Latency, 99th percentile",
                    "histogram_quantile(0.99, sum by (le, pipeline) "
                            + "(rate(weir_latency_total_seconds_bucket{pipeline=~\"$pipeline\"}[5m])))",
                    "{{pipeline}}",
                    "s"),
            new Plain(
                    "Busy, by node",
                    "rate(weir_operator_busy_seconds_total{pipeline=~\"$pipeline\"}[1m])",
                    "{{pipeline}} {{type}} {{node}}",
                    "percentunit"),
            new Plain(
                    "Queues",
                    "weir_queue_fill_ratio{pipeline=~\"$pipeline\"}",
                    "{{pipeline}} {{from}} to {{to}}",
                    "percentunit"),
            new Plain(
                    "State",
                    "weir_operator_state_bytes{pipeline=~\"$pipeline\"}",
                    "{{pipeline}} {{type}} {{node}}",
                    "bytes"),
            new Plain(
                    "Epochs", "weir_epoch_last_duration_seconds{pipeline=~\"$pipeline\"}", "{{pipeline}} {{job}}", "s"),
            new Plain(
                    "Changed state per epoch",
                    "weir_epoch_last_bytes{pipeline=~\"$pipeline\"}",
                    "{{pipeline}} {{job}}",
                    "bytes"),
            new Plain("Garbage collection", "rate(weir_jvm_gc_seconds_total[1m])", "{{collector}}", "percentunit"));

    private GrafanaDashboard() {}

    /** The dashboard as Grafana imports it. */
    public static String json() {
        List<Map<String, Object>> panels = new ArrayList<>();
        for (Measure measure : Measure.values()) {
            if (measure.rule() != HealthRule.FAILURE) {
                panels.add(measured(measure, panels.size()));
            }
        }
        for (Plain plain : MORE) {
            panels.add(panel(plain.title, plain.expression, plain.legend, panels.size(), Map.of("unit", plain.unit)));
        }
        Map<String, Object> dashboard = new LinkedHashMap<>();
        dashboard.put("title", "Weir");
        dashboard.put("uid", "weir");
        dashboard.put("tags", List.of("weir"));
        dashboard.put("schemaVersion", 39);
        dashboard.put("editable", true);
        dashboard.put("refresh", "10s");
        dashboard.put("time", ordered("from", "now-1h", "to", "now"));
        dashboard.put("templating", Map.of("list", List.of(dataSource(), pipelines())));
        dashboard.put("panels", panels);
        return Json.text(dashboard);
    }

    private static Map<String, Object> dataSource() {
        return ordered("name", "source", "label", "Prometheus", "type", "datasource", "query", "prometheus");
    }

    private static Map<String, Object> pipelines() {
        Map<String, Object> variable = ordered(
                "name",
                "pipeline",
                "label",
                "Pipeline",
                "type",
                "query",
                "query",
                "label_values(weir_pipeline_up, pipeline)");
        variable.put("datasource", SOURCE);
        variable.put("refresh", 2);
        variable.put("multi", true);
        variable.put("includeAll", true);
        variable.put("allValue", ".*");
        return variable;
    }

    /** A measure with its threshold as a line. */
    private static Map<String, Object> measured(Measure measure, int position) {
        Map<String, Object> good = ordered("color", measure.isAbove() ? "green" : "red");
        good.put("value", null);
        Map<String, Object> bad = ordered("color", measure.isAbove() ? "red" : "green", "value", measure.threshold());
        Map<String, Object> defaults = new LinkedHashMap<>();
        defaults.put("unit", unit(measure));
        defaults.put("custom", Map.of("thresholdsStyle", Map.of("mode", "line")));
        defaults.put("thresholds", ordered("mode", "absolute", "steps", List.of(good, bad)));
        String legend = measure.isOfProcess() ? "{{instance}}" : "{{pipeline}}";
        Map<String, Object> panel =
                panel(PrometheusRules.title(measure), PrometheusRules.expression(measure), legend, position, defaults);
        panel.put("description", measure.rule().action());
        return panel;
    }

    private static String unit(Measure measure) {
        return switch (measure.unit()) {
            case "s" -> "s";
            case "%" -> "percent";
            default -> "short";
        };
    }

    private static Map<String, Object> panel(
            String title, String expression, String legend, int position, Map<String, Object> defaults) {
        int perRow = COLUMNS / WIDTH;
        Map<String, Object> panel = ordered("id", position + 1, "type", "timeseries", "title", title);
        panel.put("datasource", SOURCE);
        panel.put(
                "gridPos",
                ordered("x", position % perRow * WIDTH, "y", position / perRow * HEIGHT, "w", WIDTH, "h", HEIGHT));
        panel.put("targets", List.of(ordered("refId", "A", "expr", expression, "legendFormat", legend)));
        panel.put("fieldConfig", ordered("defaults", defaults, "overrides", List.of()));
        return panel;
    }

    /** A map that keeps the order: name, value, name, value. */
    private static Map<String, Object> ordered(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(namesAndValues[i].toString(), namesAndValues[i + 1]);
        }
        return map;
    }
}
