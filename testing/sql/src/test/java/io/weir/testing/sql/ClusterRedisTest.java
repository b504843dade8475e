package io.weir.testing.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.cli.Main;
import io.weir.testing.kit.RedisServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of Redis on a real cluster, which has neither the connector nor its client: they travel with the job. */
class ClusterRedisTest {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final int ROWS = 3_000;
    private static final int PARTS = 10;

    private static final FlinkProcesses CLUSTER = FlinkProcesses.shared();

    private final RedisServer server = RedisServer.shared();
    private final String prefix = RedisServer.newName("cluster");

    @TempDir
    private Path folder;

    private String redis(String name, String columns, String more) {
        return "CREATE TABLE " + name + " (" + columns + ") WITH ('connector' = 'redis', 'url' = '" + server.url()
                + "', 'key-prefix' = '" + prefix + "-" + name + "'" + more + ");\n";
    }

    @Test
    void rowsAreLookedUpCountedAndPushedThere() throws Exception {
        // Given a table of names in Redis
        for (int part = 0; part < PARTS; part++) {
            server.command("HSET", prefix + "-names:" + part, "name", "part " + part);
        }
        Path script = Files.writeString(
                folder.resolve("counts.sql"),
                "CREATE TABLE src (id BIGINT, proc_time AS PROCTIME()) WITH ('connector' = 'datagen',"
                        + " 'rows-per-second' = '3000', 'fields.id.kind' = 'sequence', 'fields.id.start' = '0',"
                        + " 'fields.id.end' = '" + (ROWS - 1) + "');\n"
                        + redis("names", "part BIGINT, name STRING, PRIMARY KEY (part) NOT ENFORCED", "")
                        + redis("counts", "name STRING, cnt BIGINT, PRIMARY KEY (name) NOT ENFORCED", ", 'ttl' = '1 h'")
                        + redis("events", "name STRING, id BIGINT", ", 'data-type' = 'list'")
                        + "CREATE VIEW named AS SELECT n.name, s.id FROM (SELECT id, MOD(id, " + PARTS
                        + ") AS part, proc_time FROM src) AS s JOIN names FOR SYSTEM_TIME AS OF s.proc_time AS n"
                        + " ON s.part = n.part;\n"
                        + "EXECUTE STATEMENT SET BEGIN\n"
                        + "INSERT INTO counts SELECT name, COUNT(*) FROM named GROUP BY name;\n"
                        + "INSERT INTO events SELECT name, id FROM named;\n"
                        + "END;\n");

        // When a job that looks them up is deployed
        ByteArrayOutputStream error = new ByteArrayOutputStream();
        int status = Main.run(
                new PrintStream(error, true, StandardCharsets.UTF_8),
                "deploy",
                script.toString(),
                "--flink",
                CLUSTER.address(),
                "--parallelism",
                "2",
                "--name",
                "redis-counts");
        assertThat(status).as(error.toString(StandardCharsets.UTF_8)).isZero();
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!CLUSTER.client().job("redis-counts").state().equals("FINISHED")) {
            assertThat(System.nanoTime())
                    .as(CLUSTER.client().job("redis-counts").toString())
                    .isLessThan(end);
            Thread.sleep(200);
        }

        // Then the counts are right, and no event is missing
        for (int part = 0; part < PARTS; part++) {
            String counts = prefix + "-counts:part " + part;
            assertThat(server.command("HGET", counts, "cnt")).isEqualTo(Integer.toString(ROWS / PARTS));
            assertThat(server.number("PTTL", counts)).isBetween(3_000_000L, 3_600_000L);
            assertThat(server.list("LRANGE", prefix + "-events:part " + part, "0", "-1"))
                    .doesNotHaveDuplicates()
                    .hasSize(ROWS / PARTS);
        }
    }
}
