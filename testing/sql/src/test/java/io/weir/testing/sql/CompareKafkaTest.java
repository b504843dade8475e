package io.weir.testing.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.cli.Main;
import io.weir.connector.kafka.broker.EmbeddedKafka;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code weir compare} with tables in Kafka, which have no end: a slice of them is compared, and nothing is written.
 */
class CompareKafkaTest {
    private static final EmbeddedKafka KAFKA = EmbeddedKafka.shared();
    private static final String COLUMNS = "id BIGINT, page STRING, price DOUBLE, ts TIMESTAMP(3)";
    private static final int ROWS = 6_000;

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream error = new ByteArrayOutputStream();

    private int weir(String... arguments) {
        return Main.run(new PrintStream(error, true, StandardCharsets.UTF_8), arguments);
    }

    private String error() {
        return error.toString(StandardCharsets.UTF_8);
    }

    private Path script(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static String topic(String table, String columns, String name, String more) {
        return "CREATE TABLE " + table + " (" + columns + ") WITH ('connector' = 'kafka', 'topic' = '" + name
                + "', 'format' = 'json', 'properties.bootstrap.servers' = '" + KAFKA.bootstrapServers() + "'" + more
                + ");\n";
    }

    @Test
    void partitionsWithLateRowsGiveOneAnswerAtEveryParallelism() throws Exception {
        // Given a topic of three partitions, in which time goes forward and back, and some rows are late
        KAFKA.createTopic("compare-clicks", 3);
        KAFKA.createTopic("compare-pages", 1);
        StringBuilder clicks = new StringBuilder();
        for (int i = 0; i < ROWS; i++) {
            int second = Math.max(0, i / 4 - (i % 41 == 0 ? 90 : i * 7919 % 8));
            clicks.append("{\"id\":").append(i).append(",\"page\":\"p").append(i % 7);
            clicks.append("\",\"price\":0.").append(i % 97);
            clicks.append(String.format(",\"ts\":\"2026-01-01 10:%02d:%02d\"}%n", second / 60, second % 60));
        }
        Path file = Files.writeString(folder.resolve("clicks.json"), clicks);
        Path fill = script(
                "fill.sql",
                "CREATE TABLE rows_ (" + COLUMNS + ") WITH ('connector' = 'filesystem', 'format' = 'json', 'path' = '"
                        + file + "');\n"
                        + topic("clicks", COLUMNS, "compare-clicks", ", 'key.format' = 'raw', 'key.fields' = 'page'")
                        + "INSERT INTO clicks SELECT * FROM rows_;\n");
        assertThat(weir("run", "--quiet", "--engine", "native", "--parallelism", "1", fill.toString()))
                .as(error())
                .isZero();

        // When windows over it are compared, with the column of a partition among what is read
        Path windows = script(
                "windows.sql",
                topic(
                                "clicks",
                                COLUMNS + ", part INT METADATA FROM 'partition' VIRTUAL,"
                                        + " WATERMARK FOR ts AS ts - INTERVAL '5' SECOND",
                                "compare-clicks",
                                ", 'scan.startup.mode' = 'latest-offset', 'properties.group.id' = 'compare'")
                        + topic("pages", "page STRING, since TIMESTAMP(3), n BIGINT", "compare-pages", "")
                        + "INSERT INTO pages SELECT page, window_start, COUNT(*) FROM TUMBLE(TABLE clicks,"
                        + " DESCRIPTOR(ts), INTERVAL '1' MINUTE) GROUP BY page, window_start, window_end;\n"
                        + "SELECT part, page, COUNT(*) AS n, SUM(price) AS total, MAX(id) AS last_id FROM clicks"
                        + " GROUP BY part, page;\n");
        int status = weir("compare", windows.toString(), "--engines", "native:1,native:3,flink");

        // Then all agree, although nothing new comes, and no row was written
        assertThat(status).as(error()).isZero();
        Path empty = script(
                "empty.sql",
                topic(
                                "pages",
                                "page STRING, since TIMESTAMP(3), n BIGINT",
                                "compare-pages",
                                ", 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset'")
                        + "SELECT * FROM pages;\n");
        assertThat(weir("compare", empty.toString(), "--engines", "native:1,native:2"))
                .isEqualTo(2);
        assertThat(error()).contains("There is nothing to compare: its sources have no rows");
    }
}
