package io.weir.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.library.run.RunOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a server tells of the nodes of its pipelines, and of the tables that they read. */
@Timeout(120)
class NodesTest {
    private static final String TABLES = """
            -- Not this: FROM clicks GROUP BY nothing
            CREATE TABLE clicks (id BIGINT, page STRING, made TIMESTAMP(3), WATERMARK FOR made AS made - INTERVAL '1' SECOND)
              WITH ('connector' = 'datagen', 'rows-per-second' = '500', 'fields.page.length' = '1');
            CREATE TABLE counts (s TIMESTAMP(3), page STRING, n BIGINT) WITH ('connector' = 'blackhole');
            CREATE TABLE pages (page STRING, n BIGINT, PRIMARY KEY (page) NOT ENFORCED) WITH ('connector' = 'blackhole');
            """;
    private static final String WINDOWS = """
            INSERT INTO counts
            SELECT window_start, page, COUNT(*)
            FROM TUMBLE(TABLE clicks, DESCRIPTOR(made), INTERVAL '1' SECOND)
            WHERE page <> ')' -- WHERE is said once
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
        Files.writeString(
                folder.resolve("groups.sql"),
                TABLES + "INSERT INTO pages SELECT page, COUNT(*) FROM clicks GROUP BY page;\n");
        server = WeirServer.start(ServerOptions.of(0, folder)
                .withState(home.resolve("state"))
                .withRun(RunOptions.defaults().withParallelism(1)));
        api = new ApiClient(server.port());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** By type of node, the part of the SQL that is told for it. */
    private Map<String, String> parts(String pipeline) throws IOException, InterruptedException {
        JsonNode answer = api.awaitState(pipeline, "RUNNING");
        String sql = answer.path("sql").asString();
        Map<String, String> parts = new TreeMap<>();
        for (JsonNode node : answer.path("jobs").get(0).path("nodes")) {
            String type = node.path("type").asString().replaceAll("^stream-exec-|_\\d+$", "");
            parts.put(
                    type,
                    node.path("sqlFrom").isNull()
                            ? "unknown"
                            : sql.substring(
                                    node.path("sqlFrom").asInt(),
                                    node.path("sqlTo").asInt()));
        }
        return parts;
    }

    @Test
    void aNodeKnowsItsPartOfTheSql() throws Exception {
        Map<String, String> parts = parts("windows");

        assertThat(parts)
                .containsEntry("sink", "INSERT INTO counts")
                .containsEntry("table-source-scan", "TABLE clicks")
                .containsEntry("watermark-assigner", "WATERMARK FOR made AS made - INTERVAL '1' SECOND")
                .containsEntry("global-window-aggregate", "GROUP BY window_start, window_end, page")
                .containsEntry(
                        "local-window-aggregate", "FROM TUMBLE(TABLE clicks, DESCRIPTOR(made), INTERVAL '1' SECOND)");
    }

    @Test
    void aClauseThatIsThereOnceIsTold() throws Exception {
        assertThat(parts("groups"))
                .containsEntry("group-aggregate", "GROUP BY page")
                .containsEntry("sink", "INSERT INTO pages");
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

    @Test
    void theTablesThatAreReadAreListed() throws Exception {
        api.awaitState("windows", "RUNNING");

        JsonNode tables =
                api.await("/api/v1/tables", answer -> answer.path("tables").size() == 1);

        JsonNode clicks = tables.at("/tables/0");
        assertThat(clicks.path("name").asString()).isEqualTo("clicks");
        assertThat(clicks.path("connector").asString()).isEqualTo("datagen");
        assertThat(clicks.at("/columns/2/type").asString()).isEqualTo("TIMESTAMP(3)");
        assertThat(tables.path("visitorTable").isNull()).isTrue();
    }
}
