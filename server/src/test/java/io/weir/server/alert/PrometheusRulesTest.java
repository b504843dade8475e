package io.weir.server.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weir.server.health.Measure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules for Prometheus, checked and run by Prometheus' own tool. */
class PrometheusRulesTest {
    private static final long LIMIT_SECONDS = 120;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @BeforeEach
    void needsPromtool() throws IOException {
        boolean isThere = List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(part -> Files.isExecutable(Path.of(part, "promtool")));
        if (Boolean.getBoolean("weir.ci")) {
            assertThat(isThere)
                    .as("promtool is installed where nothing may be skipped")
                    .isTrue();
        }
        assumeTrue(isThere, "promtool is not there: apt-get install prometheus");
        Files.writeString(folder.resolve("rules.yml"), PrometheusRules.yaml());
    }

    @Test
    void promtoolFindsNothingWrong() throws Exception {
        String output = promtool("check", "rules", "rules.yml");

        assertThat(output).contains("SUCCESS: " + Measure.values().length + " rules found");
    }

    /**
     * Series in promtool's notation, minute by minute for two hours; a second part of a pair is the value in the last
     * quarter of an hour. Each measure is just above its threshold, then just below.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LAG            | weir_pipeline_lag_seconds              | 61x120            | 59x120",
                "BACKPRESSURE   | weir_pipeline_backpressured_ratio      | 0.101x120         | 0.099x120",
                "EPOCH_DURATION | weir_epoch_last_duration_seconds       | 8.01x120          | 7.99x120",
                "DOWN           | weir_pipeline_up                       | 0x120             | 1x120",
                "THROUGHPUT|weir_pipeline_rows_in_total|0+60000x105 6300000+47400x15|0+60000x105 6300000+48600x15",
                "RESTARTS       | weir_pipeline_restarts_total           | 0x114 1 2 3 3x3   | 0x115 1 2 2x3",
            })
    void aMeasureOfOneSeriesFiresJustAboveItsThreshold(Measure measure, String series, String bad, String good)
            throws Exception {
        expect(measure, true, "pipeline=\"p\"", series(series.strip(), bad.strip()));
        expect(measure, false, "pipeline=\"p\"", series(series.strip(), good.strip()));
    }

    @ParameterizedTest
    @CsvSource({"1100, true", "900, false"})
    void errors(int failedPerMinute, boolean fires) throws Exception {
        expect(
                Measure.ERRORS,
                fires,
                "pipeline=\"p\"",
                series("weir_pipeline_rows_in_total", "0+" + (100_000 - failedPerMinute) + "x120"),
                series("weir_pipeline_skipped_records_total", "0+" + failedPerMinute + "x120"),
                series("weir_pipeline_dropped_rows_total", "0x120"));
    }

    /** 200 ms are usual; the last quarter of an hour takes more than twice as long, or a little less. */
    @ParameterizedTest
    @CsvSource({"40200, true", "39800, false"})
    void latency(int millisPerHundredRows, boolean fires) throws Exception {
        double perMinute = millisPerHundredRows / 1000.0;
        expect(
                Measure.LATENCY,
                fires,
                "pipeline=\"p\"",
                series("weir_latency_total_seconds_sum", "0+20x105 2100+" + perMinute + "x15"),
                series("weir_latency_total_seconds_count", "0+100x120"));
    }

    @ParameterizedTest
    @CsvSource({"801, true", "799, false"})
    void stateAndMemory(int used, boolean fires) throws Exception {
        expect(
                Measure.STATE_BYTES,
                fires,
                "pipeline=\"p\"",
                series("weir_pipeline_state_bytes", used + "x120"),
                processSeries("weir_jvm_heap_max_bytes", "1000x120"));
        expect(
                Measure.MEMORY,
                fires,
                "",
                processSeries("weir_jvm_heap_live_bytes", used + "x120"),
                processSeries("weir_jvm_heap_max_bytes", "1000x120"));
    }

    @ParameterizedTest
    @CsvSource({"0.801, true", "0.799, false"})
    void processorsAndNetwork(double share, boolean fires) throws Exception {
        expect(Measure.CPU, fires, "", processSeries("weir_system_cpu_ratio", share + "x120"));
        long perMinute = Math.round(share * 250e6 * 60);
        String interfaces = "{instance=\"i\",interface=\"eth0\"}";
        String loopback = "{instance=\"i\",interface=\"lo\"}";
        expect(
                Measure.NETWORK,
                fires,
                "",
                "weir_network_received_bytes_total" + interfaces + "|0+" + (perMinute - 60) + "x120",
                "weir_network_sent_bytes_total" + interfaces + "|0+60x120",
                "weir_network_received_bytes_total" + loopback + "|0+900000000000x120",
                "weir_network_sent_bytes_total" + loopback + "|0+900000000000x120");
    }

    private static String series(String name, String values) {
        return name + "{instance=\"i\",pipeline=\"p\"}|" + values;
    }

    private static String processSeries(String name, String values) {
        return name + "{instance=\"i\"}|" + values;
    }

    /** Has promtool say after two hours whether the alert fires. */
    private void expect(Measure measure, boolean fires, String moreLabels, String... series) throws Exception {
        StringBuilder yaml = new StringBuilder("""
                rule_files: [rules.yml]
                evaluation_interval: 15s
                tests:
                  - interval: 1m
                    input_series:
                """);
        for (String one : series) {
            int bar = one.indexOf('|');
            yaml.append("      - series: '").append(one, 0, bar).append("'\n");
            yaml.append("        values: '").append(one.substring(bar + 1)).append("'\n");
        }
        String name = PrometheusRules.alertName(measure);
        yaml.append(
                "    promql_expr_test:\n      - expr: 'ALERTS{alertname=\"" + name + "\",alertstate=\"firing\"}'\n");
        yaml.append("        eval_time: 2h\n");
        if (fires) {
            yaml.append("        exp_samples:\n          - labels: 'ALERTS{alertname=\"" + name
                    + "\",alertstate=\"firing\",instance=\"i\",severity=\""
                    + measure.severity().id() + "\"" + (moreLabels.isEmpty() ? "" : "," + moreLabels) + "}'\n");
            yaml.append("            value: 1\n");
        }
        Files.writeString(folder.resolve("test.yml"), yaml.toString());
        assertThat(promtool("test", "rules", "test.yml")).contains("SUCCESS");
    }

    private String promtool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }
}
