package io.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code weir deploy} refuses before it sends anything: no cluster answers at the address, and whoever had asked
 * it would say so.
 */
class DeployCommandTest {
    private static final String NO_CLUSTER = "There is no Flink cluster";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private CommandResult deploy(String... more) throws IOException {
        Path file = folder.resolve("views.sql");
        Files.writeString(file, """
                CREATE TABLE g (k INT) WITH ('connector' = 'datagen');
                CREATE TABLE latest (k INT, PRIMARY KEY (k) NOT ENFORCED) WITH ('connector' = 'view');
                INSERT INTO latest SELECT k FROM g GROUP BY k;
                """);
        List<String> arguments = new ArrayList<>(List.of("deploy", file.toString(), "--flink", "http://localhost:1"));
        arguments.addAll(Arrays.asList(more));
        return CommandResult.run(arguments.toArray(String[]::new));
    }

    @Test
    void viewsThatAreTablesOfADatabaseAreNotShownAtHome() throws IOException {
        Path home = folder.resolve("home.sql");

        CommandResult result = deploy("--views", "jdbc:postgresql://localhost:1/shop", "--home", home.toString());

        assertThat(result.status()).as(result.error()).isEqualTo(Main.EXIT_USAGE);
        assertThat(result.error()).contains("only topics can be shown as views").doesNotContain(NO_CLUSTER);
        assertThat(home).doesNotExist();
    }

    @Test
    void aHomeThatCannotBeWritten() throws IOException {
        for (Path home : List.of(folder, folder.resolve("none/home.sql"))) {
            CommandResult result = deploy("--views", "kafka://localhost:1", "--home", home.toString());

            assertThat(result.status()).as(result.error()).isNotZero();
            assertThat(result.error()).contains(home + " cannot be written").doesNotContain(NO_CLUSTER);
        }
    }

    @Test
    void aHomeIsOnlyWrittenWhenTheJobsRun() throws IOException {
        Path none = folder.resolve("none.sql");
        Path old = Files.writeString(folder.resolve("old.sql"), "-- as it was");

        for (Path home : List.of(none, old)) {
            CommandResult result = deploy("--views", "kafka://localhost:1", "--home", home.toString());
            assertThat(result.error()).contains(NO_CLUSTER);
        }

        assertThat(none).doesNotExist();
        assertThat(old).hasContent("-- as it was");
    }
}
