package io.weir.flink.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.flink.PlanCache;
import io.weir.flink.PlannedStatement;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a folder for Kubernetes has after it was written again. */
class ApplicationFolderTest {
    private static final String TABLES = """
            CREATE TABLE numbers (id BIGINT) WITH ('connector' = 'datagen');
            CREATE TABLE nowhere (id BIGINT) WITH ('connector' = 'blackhole');
            """;
    private static final String INSERT = "INSERT INTO nowhere SELECT id FROM numbers;";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private void write(String name, String sql) {
        PlannedStatement.Job job = new PlanCache(folder.resolve("plan-cache"))
                .plan(sql, "a.sql", Map.of())
                .jobs()
                .get(0);
        ApplicationManifest manifest =
                new ApplicationManifest("image:1", "", OptionalInt.empty(), OptionalInt.empty(), false);
        new ApplicationFolder(folder, ApplicationFolderTest.class.getClassLoader())
                .write(Map.of(name, job), List.of(), manifest);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("plans/shop"))) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    /** All statements of a job's folder are executed. */
    @Test
    void statementsOfAnEarlierFileAreGone() throws IOException {
        String function = "CREATE TEMPORARY SYSTEM FUNCTION %s AS 'io.weir.flink.Twice';\n";
        write("shop", function.formatted("twice") + function.formatted("two_times") + TABLES + INSERT);
        List<String> before = files();
        Files.writeString(folder.resolve("plans/shop/notes.txt"), "mine");

        write("shop", TABLES + INSERT);

        assertThat(before).contains("001.sql", "002.sql");
        assertThat(files()).containsExactly("configuration.properties", "notes.txt", "plan.json");
    }

    /** The containers' zone is another one. */
    @Test
    void theZoneThatThePlanIsMadeByTravels() throws IOException {
        write("shop", TABLES + INSERT);
        assertThat(configuration()).containsEntry("table.local-time-zone", "Asia/Kathmandu");
        write("shop", "SET 'table.local-time-zone' = 'default';" + TABLES + INSERT);
        assertThat(configuration()).containsEntry("table.local-time-zone", "Asia/Kathmandu");
        write("shop", "SET 'table.local-time-zone' = 'Europe/Berlin';" + TABLES + INSERT);
        assertThat(configuration()).containsEntry("table.local-time-zone", "Europe/Berlin");
    }

    private Properties configuration() throws IOException {
        Properties configuration = new Properties();
        try (Reader reader = Files.newBufferedReader(folder.resolve("plans/shop/configuration.properties"))) {
            configuration.load(reader);
        }
        return configuration;
    }

    @Test
    void longNamesThatBeginAlikeStayApart() {
        Set<String> names = new HashSet<>();
        String name = "A".repeat(60);

        assertThat(ApplicationFolder.nameOf(name, names)).isEqualTo("a".repeat(45));
        assertThat(ApplicationFolder.nameOf(name + "-2", names)).isEqualTo("a".repeat(43) + "-2");
        assertThat(ApplicationFolder.nameOf(name + "-3", names)).isEqualTo("a".repeat(43) + "-3");
        assertThat(ApplicationFolder.nameOf("Some_Numbers", names)).isEqualTo("some-numbers");
        assertThat(names).hasSize(4);
    }
}
