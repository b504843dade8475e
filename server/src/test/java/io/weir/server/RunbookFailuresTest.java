package io.weir.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.connector.kafka.broker.EmbeddedKafka;
import io.weir.library.run.RunOptions;
import io.weir.testing.kit.Ports;
import io.weir.testing.kit.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Causes the failures that the runbooks are about: the alert leads to the page and says what the page quotes, and what
 * the page tells one to do helps.
 */
@Timeout(240)
class RunbookFailuresTest extends RunbookFixture {
    private static final String READS = """
            CREATE TABLE f (id BIGINT) WITH ('connector' = 'filesystem', 'path' = '%s', 'format' = 'json'%s);
            CREATE TABLE b (n BIGINT) WITH ('connector' = 'blackhole');
            INSERT INTO b SELECT id FROM f;
            """;
    private static final String COUNTS = """
            CREATE TABLE g (id BIGINT, v INT) WITH ('connector' = 'datagen', 'rows-per-second' = '100',
                'fields.v.min' = '1', 'fields.v.max' = '5');
            CREATE TABLE b (v INT, n BIGINT, PRIMARY KEY (v) NOT ENFORCED) WITH ('connector' = 'blackhole');
            INSERT INTO b SELECT v, %s FROM g GROUP BY v;
            """;

    @Test
    void aRecordThatCannotBeDecoded() throws Exception {
        Path input = Files.writeString(home.resolve("in.json"), "{\"id\":1}\n{\"id\":\"x\"}\n{\"id\":\n{\"id\":3}\n");
        write(READS.formatted(input, ""));
        serve();
        expect("errors");

        write(READS.formatted(input, ", 'json.ignore-parse-errors' = 'true'"));

        expectRepaired();
        api.await("/api/v1/pipelines/p", answer -> answer.path("rowsOut").asLong(0) == 3);
        assertThat(api.json("/api/v1/pipelines/p").path("skippedRecords").asLong())
                .isEqualTo(1);
    }

    @Test
    void aMistakeInTheSql() throws Exception {
        write("INSERT INTO nowhere SELECT 1;");
        serve();
        expect("pipeline-failed");

        write("CREATE TABLE nowhere (id INT) WITH ('connector' = 'blackhole'); INSERT INTO nowhere SELECT 1;");

        expectRepaired();
    }

    @Test
    void aBrokerThatIsNotThere() throws Exception {
        int port = Ports.free();
        write("""
                CREATE TABLE k (id BIGINT) WITH ('connector' = 'kafka', 'topic' = 't', 'format' = 'json',
                    'scan.startup.mode' = 'earliest-offset', 'properties.bootstrap.servers' = '127.0.0.1:%d');
                CREATE TABLE b (id BIGINT) WITH ('connector' = 'blackhole');
                INSERT INTO b SELECT id FROM k;
                """.formatted(port));
        serve();
        expect("broker-unreachable");

        try (EmbeddedKafka broker =
                EmbeddedKafka.start(EmbeddedKafka.Settings.DEFAULT.at(port, home.resolve("broker")))) {
            broker.createTopic("t", 1);

            expectRepaired();
            close();
        }
    }

    @Test
    void aDatabaseThatIsNotThere() throws Exception {
        try (PostgresServer database = PostgresServer.create()) {
            database.execute("CREATE TABLE d (id BIGINT)");
            database.stop();
            write("""
                    CREATE TABLE g (id BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '100');
                    CREATE TABLE d (id BIGINT) WITH ('connector' = 'jdbc', 'table-name' = 'd', 'url' = '%s',
                        'connection.max-retry-timeout' = '1 s');
                    INSERT INTO d SELECT id FROM g;
                    """.formatted(database.url()));
            serve();
            expect("database-down");

            database.start();

            expectRepaired();
            api.await("/api/v1/pipelines/p", answer -> answer.path("rowsOut").asLong(0) > 0);
            close();
        }
    }

    @Test
    void aQueryThatWasChanged() throws Exception {
        write(COUNTS.formatted("COUNT(*)"));
        serve();
        awaitEpoch();

        write(COUNTS.formatted("MAX(id)"));
        expect("plan-does-not-fit-state");

        write(COUNTS.formatted("COUNT(*)"));
        expectRepaired();
    }

    @Test
    void anEpochThatIsDamaged() throws Exception {
        write(COUNTS.formatted("COUNT(*)"));
        serve();
        awaitEpoch();
        close();
        Path backup = home.resolve("backup");
        copy(home.resolve("state"), backup);
        try (Stream<Path> files = Files.walk(home.resolve("state"))) {
            for (Path file :
                    files.filter(file -> file.getParent().endsWith("epochs")).toList()) {
                Files.writeString(file, "x", StandardOpenOption.TRUNCATE_EXISTING);
            }
        }
        serve();
        expect("damaged-epoch");

        close();
        delete(home.resolve("state"));
        copy(backup, home.resolve("state"));
        serve();

        expectRepaired();
        awaitEpoch();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void anInputThatWasRewritten() throws Exception {
        Path input = home.resolve("in.json");
        StringBuilder before = new StringBuilder();
        for (int id = 0; id < 50_000; id++) {
            before.append("{\"id\":").append(id).append("}\n");
        }
        Files.writeString(input, before);
        // It is stopped in the middle of the file.
        SlowFunction.delayMicros = 2_000;
        write("CREATE TEMPORARY FUNCTION slow AS 'io.weir.server.SlowFunction';\n"
                + READS.formatted(input, "").replace("SELECT id", "SELECT slow(id)"));
        serve();
        awaitEpoch();
        close();

        Files.writeString(input, "{\"id\":9}\n");
        serve();
        expect("input-changed");

        Files.writeString(input, before);
        SlowFunction.delayMicros = 0;
        assertThat(api.post("/api/v1/pipelines/p/start", "").statusCode()).isEqualTo(200);
        expectRepaired();
        api.awaitState("p", "FINISHED");
    }

    @Test
    void aDiskThatIsFull() throws Exception {
        Path disk = Files.createDirectory(home.resolve("disk"));
        boolean isMounted = command("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk.toString());
        Assumptions.assumeTrue(isMounted, "this user may not mount a small file system");
        try {
            configuration.put("weir.alert.dir", home.resolve("alerts").toString());
            write(COUNTS.formatted("COUNT(*)"));
            serve(RunOptions.defaults().withParallelism(1), disk.resolve("state"));
            awaitEpoch();

            Path other = disk.resolve("other");
            try {
                Files.write(other, new byte[4 << 20]);
            } catch (IOException e) {
                // As much as there was room for.
                assertThat(other).isNotEmptyFile();
            }
            expect("disk-full");

            Files.delete(other);
            expectRepaired();
            long epoch = api.json("/api/v1/pipelines/p").path("epoch").asLong(0);
            api.await("/api/v1/pipelines/p", answer -> answer.path("epoch").asLong(0) > epoch);
            close();
        } finally {
            assertThat(command("umount", "-l", disk.toString())).isTrue();
        }
    }

    private static boolean command(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            // There is no such command.
            return false;
        }
    }

    /** What the JVM throws when there is no room; a real one would take the build's memory. */
    @Test
    void anErrorOfMemoryLeadsHere() throws Exception {
        SlowFunction.isGreedy = true;
        write("""
                CREATE TEMPORARY FUNCTION greedy AS 'io.weir.server.SlowFunction';
                CREATE TABLE g (id BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '100');
                CREATE TABLE b (id BIGINT) WITH ('connector' = 'blackhole');
                INSERT INTO b SELECT greedy(id) FROM g;
                """);
        serve();
        expect("out-of-memory");

        SlowFunction.isGreedy = false;
        assertThat(api.post("/api/v1/pipelines/p/start", "").statusCode()).isEqualTo(200);
        expectRepaired();
    }
}
