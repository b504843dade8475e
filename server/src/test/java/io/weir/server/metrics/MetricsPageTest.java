package io.weir.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The catalogue keeps Prometheus' customs, and the reference page is the catalogue. */
class MetricsPageTest {
    private static final int METRICS_MIN = 60;
    private static final String HEAD = """
            # Metrics

            Everything that `weir serve` measures. It is always on. `/metrics` gives it to Prometheus (OpenMetrics,
            if that is asked for), `/api/v1/metrics` as JSON with quantiles for histograms, `weir top` in a terminal.
            [What the numbers mean](../concepts/metrics.md) explains the terms. What is not known is not there,
            never 0. This page is generated from the catalogue in the code.

            Histograms have %d buckets: each bound is twice the one before, from 0.25 ms to over nine hours.
            Labels are names of pipelines, nodes, tables and splits, never what is in rows.
            """;

    @Test
    void namesAreUniqueAndSayTypeAndUnit() {
        Set<String> names = new HashSet<>();
        for (Metric metric : Metric.values()) {
            String name = metric.metricName();
            assertThat(names.add(name)).as(name).isTrue();
            assertThat(name).matches("weir(_[a-z0-9]+)+");
            assertThat(name.endsWith("_total")).as(name).isEqualTo(metric.type() == MetricType.COUNTER);
            String stem = name.replaceAll("_total$", "");
            switch (metric.unit()) {
                case SECONDS -> assertThat(stem).endsWith("_seconds");
                case TIMESTAMP -> assertThat(stem).endsWith("_timestamp_seconds");
                case BYTES -> assertThat(stem).containsPattern("_bytes(_|$)");
                case ROWS -> assertThat(stem).containsPattern("_rows(_|$)");
                case RECORDS -> assertThat(stem).containsPattern("_records(_|$)");
                case RATIO -> assertThat(stem).matches(".*_(ratio|up)");
                default -> assertThat(stem).doesNotEndWith("_seconds").doesNotEndWith("_bytes");
            }
            assertThat(metric.help()).as(name).isNotBlank().doesNotEndWith(".");
        }
        assertThat(names).hasSizeGreaterThanOrEqualTo(METRICS_MIN);
    }

    @Test
    void thePageIsTheCatalogue() throws IOException {
        Path page = Path.of("").toAbsolutePath().getParent().resolve("docs/reference/metrics.md");
        String text = text();
        if (System.getenv("WEIR_WRITE_DOCS") != null) {
            Files.writeString(page, text);
        }
        assertThat(Files.readString(page))
                .as("run this test with WEIR_WRITE_DOCS=1 to write the page")
                .isEqualTo(text);
    }

    private static String text() {
        StringBuilder page = new StringBuilder(HEAD.formatted(io.weir.engine.time.DurationHistogram.BOUND_COUNT));
        for (Metric.Section section : Metric.Section.values()) {
            page.append("\n## ").append(section.title()).append("\n\n| metric | type | unit | labels | |\n");
            page.append("|---|---|---|---|---|\n");
            Arrays.stream(Metric.values())
                    .filter(metric -> metric.section() == section)
                    .forEach(metric -> page.append("| `")
                            .append(metric.metricName())
                            .append("` | ")
                            .append(metric.type().text())
                            .append(" | ")
                            .append(metric.unit().text())
                            .append(" | ")
                            .append(String.join(", ", metric.labels()))
                            .append(" | ")
                            .append(metric.help())
                            .append(" |\n"));
        }
        return page.toString();
    }
}
