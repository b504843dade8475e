package io.weir.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.library.run.RunOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a server tells of the nodes of its pipelines. */
@Timeout(120)
class NodesTest {
    private static final String TABLES = """
            CREATE TABLE clicks (id BIGINT, page STRING, made TIMESTAMP(3),
              WATERMARK FOR made AS made - INTERVAL '1' SECOND)
              WITH ('connector' = 'datagen', 'rows-per-second' = '500', 'fields.page.length' = '1');
            CREATE TABLE counts (s TIMESTAMP(3), page STRING, n BIGINT) WITH ('connector' = 'blackhole');
            """;
    private static final String WINDOWS = """
            INSERT INTO counts
            SELECT window_start, page, COUNT(*)
            FROM TUMBLE(TABLE clicks, DESCRIPTOR(made), INTERVAL '1' SECOND)
            GROUP BY window_start, window_end, page;
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    private WeirServer server;
    private ApiClient api;

    @BeforeEach
    void start() throws IOException {
        Path folder = Files.createDirectory(home.resolve("pipelines"));
        Files.writeString(folder.resolve("windows.sql"), TABLES + WINDOWS);
        server = WeirServer.start(ServerOptions.of(0, folder)
                .withState(home.resolve("state"))
                .withRun(RunOptions.defaults().withParallelism(1)));
        api = new ApiClient(server.port());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whatANodeDoesRightNowIsTold() throws Exception {
        api.awaitState("windows", "RUNNING");

        JsonNode live = api.await(
                "/api/v1/pipelines/windows/nodes",
                answer -> answer.path("epochs").size() > 1
                        && answer.at("/jobs/0/nodes/0/rowsOutPerSecond").asDouble(0) > 0);

        JsonNode source = live.at("/jobs/0/nodes/0");
        assertThat(source.path("rowsOutPerSecond").asDouble()).isBetween(50.0, 5000.0);
        assertThat(source.path("busyShare").asDouble()).isBetween(0.0, 1.0);
        assertThat(live.at("/epochs/1/epoch").asLong())
                .isGreaterThan(live.at("/epochs/0/epoch").asLong());
        assertThat(live.at("/epochs/0/durationMillis").asDouble()).isPositive();
        assertThat(api.get("/api/v1/pipelines/nothing/nodes").statusCode()).isEqualTo(404);
    }
}
