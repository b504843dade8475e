package io.weir.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.connector.alert.Severity;
import io.weir.library.run.RunOptions;
import io.weir.server.health.HealthReading;
import io.weir.server.health.HealthStatus;
import io.weir.server.health.Measure;
import io.weir.server.runbook.Runbooks;
import io.weir.server.runbook.RunbooksTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Causes what the runbooks are about, and sees that the alert leads to the page and says what the page quotes. */
@Timeout(180)
class RunbookFailuresTest {
    private static final String READS = """
            CREATE TABLE f (id BIGINT) WITH ('connector' = 'filesystem', 'path' = '%s', 'format' = 'json');
            CREATE TABLE b (n BIGINT) WITH ('connector' = 'blackhole');
            INSERT INTO b SELECT id FROM f;
            """;
    private static final String COUNTS = """
            CREATE TABLE g (id BIGINT, v INT) WITH ('connector' = 'datagen', 'rows-per-second' = '100',
                'fields.v.min' = '1', 'fields.v.max' = '5');
            CREATE TABLE b (v INT, n BIGINT, PRIMARY KEY (v) NOT ENFORCED) WITH ('connector' = 'blackhole');
            INSERT INTO b SELECT v, %s FROM g GROUP BY v;
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    private Path folder;
    private WeirServer server;
    private ApiClient api;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(home.resolve("pipelines"));
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private void serve() {
        server = WeirServer.start(ServerOptions.of(0, folder)
                .withState(home.resolve("state"))
                .withConfiguration("weir.alert.interval", "1 s")
                .withConfiguration("weir.alert.failure.for", "0 s")
                .withConfiguration("weir.alert.resources.enabled", "false")
                .withConfiguration("execution.checkpointing.interval", "200 ms")
                .withRun(RunOptions.defaults().withParallelism(1)));
        api = new ApiClient(server.port());
    }

    private void write(String sql) throws IOException {
        Files.writeString(folder.resolve("p.sql"), sql);
    }

    /** The alert of the pipeline that is down leads to the page, and its text is what the page quotes. */
    private void expect(String runbook) throws Exception {
        api.await(
                "/api/v1/pipelines/p",
                answer -> !answer.path("state").asString("STARTING").equals("STARTING"));
        JsonNode alerts = api.await(
                "/api/v1/alerts",
                answer -> answer.path("alerts").size() > 0
                        && answer.path("alerts")
                                .get(0)
                                .path("runbook")
                                .asString()
                                .equals(runbook));
        JsonNode alert = alerts.path("alerts").get(0);
        assertThat(alert.path("name").asString()).isEqualTo("failure");
        String text = alert.path("text").asString();
        assertThat(RunbooksTest.quotes(runbook))
                .as("the page %s quotes: %s", runbook, text)
                .anyMatch(quote -> quote.matcher(text).matches());
        assertThat(api.get("/api/v1/runbooks/" + runbook).body()).startsWith("# ");
    }

    @Test
    void aRecordThatCannotBeDecoded() throws Exception {
        Path input = Files.writeString(home.resolve("in.json"), "{\"id\":1}\n{\"id\":\"x\"}\n");
        write(READS.formatted(input));
        serve();

        expect("errors");
    }

    @Test
    void aMistakeInTheSql() throws Exception {
        write("INSERT INTO nowhere SELECT 1;");
        serve();

        expect("pipeline-failed");
    }

    @Test
    void aBrokerThatIsNotThere() throws Exception {
        write("""
                CREATE TABLE k (id BIGINT) WITH ('connector' = 'kafka', 'topic' = 't', 'format' = 'json',
                    'scan.startup.mode' = 'earliest-offset', 'properties.bootstrap.servers' = '127.0.0.1:%d');
                CREATE TABLE b (id BIGINT) WITH ('connector' = 'blackhole');
                INSERT INTO b SELECT id FROM k;
                """.formatted(closedPort()));
        serve();

        expect("broker-unreachable");
    }

    @Test
    void aDatabaseThatIsNotThere() throws Exception {
        write("""
                CREATE TABLE g (id BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '100');
                CREATE TABLE d (id BIGINT) WITH ('connector' = 'jdbc', 'table-name' = 'd',
                    'url' = 'jdbc:postgresql://127.0.0.1:%d/shop', 'connection.max-retry-timeout' = '1 s');
                INSERT INTO d SELECT id FROM g;
                """.formatted(closedPort()));
        serve();

        expect("database-down");
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void aQueryThatWasChanged() throws Exception {
        write(COUNTS.formatted("COUNT(*)"));
        serve();
        awaitEpoch();

        write(COUNTS.formatted("MAX(id)"));

        expect("plan-does-not-fit-state");
    }

    @Test
    void anEpochThatIsDamaged() throws Exception {
        write(COUNTS.formatted("COUNT(*)"));
        serve();
        awaitEpoch();
        server.close();
        try (Stream<Path> files = Files.walk(home.resolve("state"))) {
            for (Path file :
                    files.filter(file -> file.getParent().endsWith("epochs")).toList()) {
                Files.writeString(file, "x", StandardOpenOption.TRUNCATE_EXISTING);
            }
        }

        serve();

        expect("damaged-epoch");
    }

    private void awaitEpoch() throws Exception {
        api.await(
                "/api/v1/pipelines/p",
                answer -> answer.path("rowsOut").asLong(0) > 0
                        && answer.path("epoch").asLong(0) > 1);
    }

    /** What the JVM throws leads to the page; a real one would take the build's memory. */
    @Test
    void anErrorOfMemoryLeadsHere() {
        OutOfMemoryError error = new OutOfMemoryError("Java heap space");
        HealthReading reading = new HealthReading(
                Measure.DOWN,
                "p",
                HealthStatus.FIRING,
                1,
                0.5,
                Severity.CRITICAL,
                "it does not run: " + error,
                0,
                error.getClass().getSimpleName());

        assertThat(Runbooks.of(reading)).isEqualTo("out-of-memory");
        assertThat(RunbooksTest.quotes("out-of-memory"))
                .anyMatch(quote -> quote.matcher(reading.text()).matches());
    }
}
