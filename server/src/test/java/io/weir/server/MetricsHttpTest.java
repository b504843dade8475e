package io.weir.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.library.run.RunOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a server that runs pipelines tells Prometheus. */
@Timeout(300)
class MetricsHttpTest {
    private static final String WINDOWS = """
            CREATE TABLE g (id BIGINT, ts AS CURRENT_TIMESTAMP, v INT) WITH ('connector' = 'datagen',
                'rows-per-second' = '1000', 'fields.v.min' = '0', 'fields.v.max' = '1000');
            CREATE TABLE b (v INT, n BIGINT, PRIMARY KEY (v) NOT ENFORCED) WITH ('connector' = 'blackhole');
            INSERT INTO b SELECT MOD(v, 10), COUNT(*) FROM g GROUP BY MOD(v, 10);
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    private WeirServer server;
    private ApiClient api;

    @BeforeEach
    void start() throws IOException {
        Path folder = Files.createDirectory(home.resolve("pipelines"));
        Files.writeString(folder.resolve("counted.sql"), WINDOWS);
        server = WeirServer.start(ServerOptions.of(0, folder)
                .withState(home.resolve("state"))
                .withRun(RunOptions.defaults().withParallelism(2)));
        api = new ApiClient(server.port());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String metrics() throws Exception {
        api.awaitState("counted", "RUNNING");
        api.await(
                "/api/v1/pipelines/counted",
                answer -> answer.path("rowsOut").asLong(0) > 0
                        && answer.path("epoch").asLong(0) > 1);
        api.get("/nothing/is/here");
        return api.get("/metrics").body();
    }

    private static double value(String text, String name) {
        return text.lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Test
    void tellsOfPipelinesRequestsAndTheProcess() throws Exception {
        String text = metrics();

        assertThat(value(text, "weir_pipeline_up")).isEqualTo(1);
        assertThat(value(text, "weir_pipeline_rows_in_total")).isPositive();
        assertThat(value(text, "weir_operator_busy_seconds_total")).isPositive();
        assertThat(value(text, "weir_operator_state_entries")).as("groups").isEqualTo(10);
        assertThat(value(text, "weir_operator_bytes_in_total")).isPositive();
        assertThat(value(text, "weir_queue_capacity_elements")).isPositive();
        assertThat(value(text, "weir_epochs_total")).isPositive();
        assertThat(value(text, "weir_epoch_duration_seconds_count")).isPositive();
        assertThat(value(text, "weir_latency_compute_seconds_count")).isPositive();
        assertThat(value(text, "weir_latency_total_seconds_count")).isPositive();
        assertThat(value(text, "weir_jvm_threads")).isPositive();
        assertThat(text)
                .contains("weir_http_requests_total{method=\"GET\",route=\"/api/v1/pipelines/{name}\",status=\"200\"}")
                .contains("weir_http_requests_total{method=\"GET\",route=\"other\",status=\"404\"} 1.0");
        assertThat(api.json("/api/v1/metrics").path("metrics").size()).isGreaterThan(50);
    }

    @Test
    void promtoolHasNothingToSay() throws Exception {
        Optional<Path> promtool = Arrays.stream(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, "promtool"))
                .filter(Files::isExecutable)
                .findFirst();
        assertThat(promtool.isPresent() || !Boolean.getBoolean("weir.ci"))
                .as("promtool is not installed: Debian's prometheus has it")
                .isTrue();
        Assumptions.assumeTrue(promtool.isPresent(), "promtool is not installed: Debian's prometheus has it");
        Path file = Files.writeString(home.resolve("metrics.txt"), metrics());

        Process process = new ProcessBuilder(promtool.orElseThrow().toString(), "check", "metrics")
                .redirectErrorStream(true)
                .redirectInput(file.toFile())
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();

        assertThat(said).isEmpty();
        assertThat(process.exitValue()).isZero();
    }
}
