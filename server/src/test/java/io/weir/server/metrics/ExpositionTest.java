package io.weir.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.engine.time.DurationHistogram;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExpositionTest {
    private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0";

    private final Exposition exposition = new Exposition();
    private final DurationHistogram histogram = new DurationHistogram();

    private Samples samples() {
        histogram.add(200_000);
        histogram.add(300_000, 2);
        return new Samples()
                .add(Metric.PIPELINE_ROWS_IN, 7, "a \"quoted\" name")
                .add(Metric.PIPELINE_LAG, 61.5, "p")
                .add(Metric.LATENCY_SERVE, histogram.read(), "p");
    }

    private String text(String accept) {
        return new String(exposition.write(samples(), exposition.form(accept)), StandardCharsets.UTF_8);
    }

    @Test
    void writesPrometheusText() {
        assertThat(text("*/*").lines())
                .contains(
                        "# HELP weir_pipeline_rows_in_total Rows that its sources have given",
                        "# TYPE weir_pipeline_rows_in_total counter",
                        "weir_pipeline_rows_in_total{pipeline=\"a \\\"quoted\\\" name\"} 7.0",
                        "# TYPE weir_pipeline_lag_seconds gauge",
                        "weir_pipeline_lag_seconds{pipeline=\"p\"} 61.5",
                        "# TYPE weir_latency_serve_seconds histogram",
                        "weir_latency_serve_seconds_bucket{pipeline=\"p\",le=\"2.5E-4\"} 1",
                        "weir_latency_serve_seconds_bucket{pipeline=\"p\",le=\"5.0E-4\"} 3",
                        "weir_latency_serve_seconds_bucket{pipeline=\"p\",le=\"+Inf\"} 3",
                        "weir_latency_serve_seconds_count{pipeline=\"p\"} 3",
                        "weir_latency_serve_seconds_sum{pipeline=\"p\"} 8.0E-4");
    }

    @Test
    void writesOpenMetricsWhenAskedFor() {
        assertThat(exposition.form(OPEN_METRICS).getContentType()).startsWith("application/openmetrics-text");
        assertThat(text(OPEN_METRICS))
                .contains("# TYPE weir_pipeline_rows_in counter")
                .endsWith("# EOF\n");
        assertThat(exposition.form("").getContentType()).startsWith("text/plain");
    }

    @Test
    void writesJson() {
        JsonNode json = new JsonMapper().valueToTree(MetricsAnswer.of(samples()));

        JsonNode rows = json.path("metrics").get(0);
        assertThat(rows.path("name").asString()).isEqualTo("weir_pipeline_rows_in_total");
        assertThat(rows.path("type").asString()).isEqualTo("counter");
        assertThat(rows.path("unit").asString()).isEqualTo("rows");
        assertThat(rows.path("samples").get(0).path("labels").path("pipeline").asString())
                .isEqualTo("a \"quoted\" name");
        assertThat(rows.path("samples").get(0).path("value").asDouble()).isEqualTo(7);
        JsonNode serve = json.path("metrics").get(2).path("samples").get(0);
        assertThat(serve.path("count").asLong()).isEqualTo(3);
        assertThat(serve.path("value").asDouble()).as("the mean").isEqualTo(0.0008 / 3);
        assertThat(serve.path("p99").asDouble()).isBetween(0.00025, 0.0005);
    }
}
