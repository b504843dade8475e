package io.weir.cli.top;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.plan.WeirException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TopScreenTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String URL = "http://localhost:8080";

    private final JsonNode pipelines = JSON.readTree("""
            {"pipelines":[
              {"name":"page_metrics","state":"RUNNING","restarts":2,"rowsInPerSecond":12345.6,"rowsOutPerSecond":10.0,
               "bytesInPerSecond":3145728,"lagRecords":1000,"lagMillis":61000,"lateRows":7,"droppedRows":1,
               "skippedRecords":4,"stateBytes":512,"epochMillis":42.4,"error":null},
              {"name":"b","state":"FAILED","restarts":0,"rowsInPerSecond":0.0,"rowsOutPerSecond":0.0,
               "bytesInPerSecond":0.0,"lagRecords":null,"lagMillis":null,"lateRows":0,"droppedRows":0,
               "skippedRecords":0,"stateBytes":0,"epochMillis":null,"error":"b.sql:3: no such table"}]}
            """);
    private final JsonNode metrics = JSON.readTree("""
            {"metrics":[
              {"name":"weir_process_cpu_ratio","samples":[{"labels":{},"value":0.25}]},
              {"name":"weir_jvm_heap_used_bytes","samples":[{"labels":{},"value":1073741824}]},
              {"name":"weir_jvm_heap_max_bytes","samples":[{"labels":{},"value":4294967296}]},
              {"name":"weir_pipeline_backpressured_ratio","samples":[
                {"labels":{"pipeline":"page_metrics"},"value":0.125}]},
              {"name":"weir_latency_total_seconds","samples":[
                {"labels":{"pipeline":"page_metrics"},"value":0.1,"count":3,"p50":0.05,"p99":1.25}]},
              {"name":"weir_pipeline_rows_in_total","samples":[{"labels":{"pipeline":"page_metrics"},"value":995}]},
              {"name":"weir_pipeline_skipped_records_total","samples":[
                {"labels":{"pipeline":"page_metrics"},"value":4}]},
              {"name":"weir_pipeline_dropped_rows_total","samples":[{"labels":{"pipeline":"page_metrics"},"value":1}]},
              {"name":"weir_pipeline_late_rows_total","samples":[{"labels":{"pipeline":"page_metrics"},"value":7}]},
              {"name":"weir_pipeline_uptime_seconds","samples":[{"labels":{"pipeline":"page_metrics"},"value":3700}]}]}
            """);
    private final JsonNode health = JSON.readTree("""
            {"rows":[{"name":"lag","pipeline":"page_metrics","status":"firing","text":"the next record has waited 61 s",
                      "since":"2026-01-02T03:04:05.678Z"},
                     {"name":"resources","pipeline":null,"status":"ok","text":"CPU 25 %","since":null}]}
            """);

    @Test
    void showsPipelinesAndHealth() {
        List<String> lines = new TopScreen(false).now(URL, pipelines, metrics, health);

        assertThat(lines.get(0)).isEqualTo("Weir at http://localhost:8080 · CPU 25.0 % · heap 1.0 GiB of 4.0 GiB");
        assertThat(lines.get(3).split("  +"))
                .containsExactly(
                        "page_metrics",
                        "RUNNING",
                        "12,346",
                        "10",
                        "3.0 MiB",
                        "1,000",
                        "1 min 1 s",
                        "1.3 s",
                        "12.5 %",
                        "7",
                        "5",
                        "512 B",
                        "42 ms");
        assertThat(lines.get(4).split("  +"))
                .as("what is not known is no number")
                .containsSequence("0 B", "-", "-", "-", "-", "0");
        assertThat(lines).contains("b: b.sql:3: no such table");
        assertThat(lines)
                .anySatisfy(line -> assertThat(line.split("  +"))
                        .containsExactly(
                                "lag",
                                "page_metrics",
                                "firing",
                                "2026-01-02T03:04:05",
                                "the next record has waited 61 s"));
    }

    @Test
    void columnsStandBelowTheirHeads() {
        List<String> lines = new TopScreen(false).now(URL, pipelines, metrics, health);

        int end = lines.get(2).indexOf("ROWS IN/s") + "ROWS IN/s".length();
        assertThat(lines.get(3).substring(0, end)).endsWith("12,346");
        assertThat(lines.get(4).substring(0, end)).endsWith(" 0");
    }

    @Test
    void coloursAreForTerminalsAndHaveNoWidth() {
        List<String> plain = new TopScreen(false).now(URL, pipelines, metrics, health);
        List<String> coloured = new TopScreen(true).now(URL, pipelines, metrics, health);

        assertThat(String.join("\n", plain)).doesNotContain("\u001b");
        assertThat(String.join("\n", coloured)).contains("\u001b[31mfiring\u001b[0m");
        assertThat(String.join("\n", coloured).replaceAll("\u001b\\[[0-9;]*m", ""))
                .isEqualTo(String.join("\n", plain));
    }

    @Test
    void sumsUp() {
        JsonNode alerts = JSON.readTree("{\"alerts\":[{\"name\":\"lag\",\"state\":\"firing\",\"text\":\"late\"}]}");

        List<String> lines =
                new TopScreen(false).summary(URL, pipelines, metrics, alerts, Instant.parse("2026-01-02T03:04:05.6Z"));

        assertThat(lines)
                .contains(
                        "Weir at http://localhost:8080, 2026-01-02T03:04:05Z",
                        "page_metrics: RUNNING for 1 h 1 min, 2 restarts",
                        "  errors      5 records failed, 0.5 %",
                        "  late        7 rows dropped, 0.7 %",
                        "  latency     50 ms in the middle, 1.3 s at p99",
                        "  lag         1,000 records, 1 min 1 s behind",
                        "1 alert",
                        "  firing lag late");
    }

    @Test
    void reportsADay() {
        JsonNode report = JSON.readTree("""
                {"from":"2026-01-01T03:04:05.6Z","to":"2026-01-02T03:04:05.6Z","pipelines":[
                  {"name":"page_metrics","since":"2026-01-01T03:10:00Z","runningSeconds":3600,"rowsIn":7200000,
                   "rowsOut":1000,"failedRecords":800000,"lateRows":72,"restarts":3,"lagMillisMax":61000,
                   "latencyMillisMean":150.4,"latencyMillisMax":2500,"epochMillisMax":42},
                  {"name":"was","since":"2026-01-01T03:10:00Z","runningSeconds":0,"rowsIn":0,"rowsOut":0,
                   "failedRecords":0,"lateRows":0,"restarts":0,"lagMillisMax":null,"latencyMillisMean":null,
                   "latencyMillisMax":null,"epochMillisMax":null}]}
                """);
        JsonNode alerts = JSON.readTree("{\"alerts\":[]}");

        assertThat(new DayReport(false).lines(URL, pipelines, report, alerts))
                .containsExactly(
                        "Weir at http://localhost:8080, from 2026-01-01T03:04:05Z to 2026-01-02T03:04:05Z",
                        "",
                        "page_metrics: RUNNING, ran for 1 h 0 min, 3 restarts",
                        "  throughput  7,200,000 rows in, 1,000 rows out, 2,000 rows/s on average",
                        "  lag         1 min 1 s at worst",
                        "  errors      800,000 records failed, 10.0 %",
                        "  late        72 rows dropped, 0.0 %",
                        "  latency     150 ms on average, 2.5 s at worst",
                        "  epochs      42 ms at worst",
                        "",
                        "was: gone, ran for 0 s, 0 restarts",
                        "  throughput  0 rows in, 0 rows out, - rows/s on average",
                        "  lag         - at worst",
                        "  errors      0 records failed, -",
                        "  late        0 rows dropped, -",
                        "  latency     - on average, - at worst",
                        "  epochs      - at worst",
                        "",
                        "0 alerts");
    }

    @Test
    void aWrongAddressIsSaidToBeOne() {
        assertThatThrownBy(() -> new ServerClient("localhost", Optional.empty()))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("http://HOST:PORT");
        assertThatThrownBy(() -> new ServerClient("http://127.0.0.1:1", Optional.empty()).get("/api/v1/pipelines"))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("weir serve");
    }
}
