package io.weir.testing.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.cli.Main;
import io.weir.connector.kafka.broker.EmbeddedKafka;
import io.weir.flink.cluster.ClusterJob;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a deployment says that cannot work: one message with what the cluster said, and nothing that is left there. */
class ClusterWrongInputTest {
    private static final EmbeddedKafka KAFKA = EmbeddedKafka.shared();
    private static final FlinkProcesses CLUSTER = FlinkProcesses.shared();
    private static final String TABLES = """
            CREATE TABLE numbers (id BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '10');
            CREATE TABLE nowhere (id BIGINT) WITH ('connector' = 'blackhole');
            """;

    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream error = new ByteArrayOutputStream();

    @BeforeEach
    @AfterEach
    void nothingRuns() {
        assertThat(CLUSTER.client().jobs()).allMatch(ClusterJob::hasEnded);
    }

    private int weir(String... arguments) {
        error.reset();
        return Main.run(new PrintStream(error, true, StandardCharsets.UTF_8), arguments);
    }

    private int deploy(String name, String sql, String... more) throws IOException {
        Path script = Files.writeString(folder.resolve(name), sql);
        List<String> arguments = new ArrayList<>(List.of("deploy", script.toString(), "--flink", CLUSTER.address()));
        arguments.addAll(Arrays.asList(more));
        return weir(arguments.toArray(String[]::new));
    }

    private String error() {
        return error.toString(StandardCharsets.UTF_8);
    }

    private static String kafka(String topic, String servers) {
        return "CREATE TABLE events (id BIGINT) WITH ('connector' = 'kafka', 'topic' = '" + topic
                + "', 'properties.bootstrap.servers' = '" + servers + "', 'format' = 'json',"
                + " 'scan.startup.mode' = 'earliest-offset', 'properties.default.api.timeout.ms' = '3000',"
                + " 'properties.request.timeout.ms' = '2000', 'properties.max.block.ms' = '3000');\n";
    }

    @Test
    void aTopicThatIsNotThere() throws Exception {
        String sql = TABLES + kafka("no-such-topic", KAFKA.bootstrapServers())
                + "INSERT INTO nowhere SELECT id FROM events;\n";
        assertThat(deploy("absent.sql", sql)).as(error()).isEqualTo(1);
        assertThat(error()).contains("no-such-topic").contains("It was taken away again");
    }

    @Test
    void brokersThatTheClusterCannotReach() throws Exception {
        // Checkpoints complete, with nothing in them, before the cluster gives up on the brokers.
        String read = "SET 'execution.checkpointing.interval' = '100 ms';\n" + TABLES + kafka("events", "localhost:1")
                + "INSERT INTO nowhere SELECT id FROM events;\n";
        assertThat(deploy("unreachable.sql", read)).as(error()).isEqualTo(1);
        assertThat(error())
                .contains("The job fails on the cluster")
                .contains("Can the cluster reach localhost:1")
                .contains("It was taken away again");

        String written = TABLES + kafka("events", "localhost:1") + "INSERT INTO events SELECT id FROM numbers;\n";
        assertThat(deploy("unwritable.sql", written)).as(error()).isEqualTo(1);
        assertThat(error()).contains("Can the cluster reach localhost:1").contains("It was taken away again");
    }

    @Test
    void aSignalInTheMiddleTakesTheJobAway() throws Exception {
        // Given a job that is there, and that deploy still waits for
        String sql = TABLES + kafka("events", "localhost:1") + "INSERT INTO nowhere SELECT id FROM events;\n";
        Path script = Files.writeString(folder.resolve("broken-off.sql"), sql.replace("'3000'", "'300000'"));
        Path log = folder.resolve("deploy.log");
        Process deploy = CommandProcess.start(log, "deploy", script.toString(), "--flink", CLUSTER.address());
        try {
            long end = System.nanoTime() + LIMIT.toNanos();
            while (CLUSTER.client().jobs().stream().noneMatch(ClusterWrongInputTest::isBrokenOff)) {
                assertThat(System.nanoTime()).as(Files.readString(log)).isLessThan(end);
                Thread.sleep(100);
            }

            // When it gets a signal
            deploy.destroy();

            // Then nothing of the job is left, and deploy says so
            assertThat(deploy.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } finally {
            deploy.destroyForcibly();
        }
        assertThat(Files.readString(log)).contains("weir: stopped by a signal: nothing of the job");
        assertThat(CLUSTER.client().jobs()).allMatch(ClusterJob::hasEnded);
    }

    private static boolean isBrokenOff(ClusterJob job) {
        return job.name().equals("broken-off") && !job.hasEnded();
    }

    @Test
    void aNameThatIsTakenAndAJobBesideOneThatFails() throws Exception {
        // Given a file whose second job fails
        String sql = "SET 'pipeline.name' = 'by-set';\n" + TABLES + "INSERT INTO nowhere SELECT id FROM numbers;\n"
                + kafka("no-such-topic", KAFKA.bootstrapServers()) + "INSERT INTO nowhere SELECT id FROM events;\n";
        assertThat(deploy("half.sql", sql)).as(error()).isEqualTo(1);
        String first = CLUSTER.client().job("by-set").id();
        assertThat(error())
                .contains("It was taken away again")
                .contains("Other jobs of the file run there and stay: by-set (" + first + ")");

        // When it is sent again
        assertThat(deploy("half.sql", sql)).as(error()).isEqualTo(1);

        // Then nothing is sent, since what runs has that name
        assertThat(error()).contains("has a job called 'by-set' already, which is RUNNING");
        assertThat(CLUSTER.client().jobs().stream().filter(job -> job.name().startsWith("by-set") && !job.hasEnded()))
                .hasSize(1);
        assertThat(weir("stop", "by-set", "--cancel", "--flink", CLUSTER.address()))
                .as(error())
                .isZero();
        assertThat(CLUSTER.client().job(first).hasEnded()).isTrue();
    }

    @Test
    void aConnectorWithoutAJarHere() throws Exception {
        Path plan = folder.resolve("plan.json");
        Path script =
                Files.writeString(folder.resolve("x.sql"), TABLES + "INSERT INTO nowhere SELECT id FROM numbers;\n");
        assertThat(weir("compile", script.toString(), "-o", plan.toString()))
                .as(error())
                .isZero();
        Files.writeString(plan, Files.readString(plan).replace("\"datagen\"", "\"pulsar\""));
        assertThat(weir("deploy", plan.toString(), "--flink", CLUSTER.address()))
                .as(error())
                .isNotZero();
        assertThat(error()).contains("There is no jar here with the connector or format 'pulsar'");
    }

    @Test
    void savepointsThatDoNotFit() throws Exception {
        String sql = TABLES + "INSERT INTO nowhere SELECT id FROM numbers;\n";
        assertThat(deploy(
                        "from.sql",
                        sql,
                        "--from",
                        folder.resolve("none").toUri().toString()))
                .as(error())
                .isEqualTo(1);
        assertThat(error()).contains(folder.resolve("none").toString());
        assertThat(deploy("from2.sql", sql, "--from", "a", "--from", "b")).isEqualTo(2);
        assertThat(error()).contains("has 1 jobs, and there are 2 savepoints");
    }

    @Test
    void tablesAndViewsThatAreNotMeant() throws Exception {
        String sql = TABLES + "INSERT INTO nowhere SELECT id FROM numbers;\n";
        assertThat(deploy("a.sql", sql, "--table", "click.topic=x")).isEqualTo(2);
        assertThat(error()).contains("No job of the file uses the table of 'click.topic'");
        assertThat(deploy("a.sql", sql, "--table", "topic=x")).isEqualTo(2);
        assertThat(error()).contains("'topic' names no option of a table");
        assertThat(deploy("a.sql", sql, "--views", "redis://x")).isEqualTo(2);
        assertThat(error()).contains("'redis://x' is no place for views");
        assertThat(deploy("a.sql", sql, "--home", "home.sql")).isEqualTo(2);
        assertThat(error()).contains("Without --views");
    }

    @Test
    void aGatewayIsPassedWithItsHeader() throws Exception {
        SSLContext before = SSLContext.getDefault();
        try (Gateway gateway = Gateway.before(CLUSTER.address(), "s3cret", folder)) {
            SSLContext.setDefault(gateway.tls());
            Path script = Files.writeString(
                    folder.resolve("gated.sql"), TABLES + "INSERT INTO nowhere SELECT id FROM numbers;");
            assertThat(weir("deploy", script.toString(), "--flink", gateway.url()))
                    .isNotZero();
            assertThat(error()).contains("lets nobody in without leave (403)");

            String[] header = {"--flink", gateway.url(), "--header", "X-Token: s3cret"};
            assertThat(weir("deploy", script.toString(), header[0], header[1], header[2], header[3]))
                    .as(error())
                    .isZero();
            assertThat(weir("savepoint", "gated", header[0], header[1], header[2], header[3]))
                    .as(error())
                    .isZero();
            assertThat(weir("stop", "gated", "--cancel", header[0], header[1], header[2], header[3]))
                    .as(error())
                    .isZero();
        } finally {
            SSLContext.setDefault(before);
        }
        CLUSTER.awaitIdle();
    }
}
