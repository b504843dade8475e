package io.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mistake of the user's gives one clear message that names the thing and the next step, and never a stack trace. */
class WrongInputTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private CommandResult run(String sql) throws IOException {
        Path file = folder.resolve("wrong.sql");
        Files.writeString(file, sql);
        return CommandResult.run("run", file.toString());
    }

    private static void assertMistake(CommandResult result, int status, String... parts) {
        assertThat(result.status()).as(result.error()).isEqualTo(status);
        assertThat(result.error()).startsWith("weir: ").contains(parts);
        assertThat(result.error()).doesNotContain("\tat ").doesNotContain("Exception");
    }

    private String table(String path) {
        return "CREATE TABLE t (a INT, b STRING) WITH ('connector'='filesystem','path'='" + path
                + "','format'='json');\n";
    }

    @Test
    void noSuchScript() {
        assertMistake(
                CommandResult.run("run", folder.resolve("none.sql").toString()),
                Main.EXIT_USAGE,
                "none.sql",
                "Give the path");
    }

    @Test
    void aFolderInsteadOfAScript() {
        assertMistake(CommandResult.run("run", folder.toString()), Main.EXIT_USAGE, "is a folder");
    }

    @Test
    void unknownCommandAndOption() {
        assertThat(CommandResult.run("rum", "x.sql").status()).isEqualTo(Main.EXIT_USAGE);
        assertThat(CommandResult.run("run", "x.sql", "--paralelism", "2").status())
                .isEqualTo(Main.EXIT_USAGE);
        assertThat(CommandResult.run("run", "x.sql", "--engine", "warp").status())
                .isEqualTo(Main.EXIT_USAGE);
        assertThat(CommandResult.run().status()).isEqualTo(Main.EXIT_USAGE);
    }

    /** Flink has no views: the message names what it has. */
    @Test
    void aViewOnFlink() throws IOException {
        Path file = folder.resolve("view.sql");
        Files.writeString(
                file,
                "CREATE TABLE g (k INT) WITH ('connector' = 'datagen', 'number-of-rows' = '3');\n"
                        + "CREATE TABLE latest (k INT, PRIMARY KEY (k) NOT ENFORCED) WITH ('connector' = 'view');\n"
                        + "INSERT INTO latest SELECT k FROM g GROUP BY k;\n");
        assertMistake(
                CommandResult.run("run", file.toString(), "--engine", "flink"),
                Main.EXIT_USAGE,
                "latest",
                "Views are kept by Weir's engine",
                "write to 'upsert-kafka' or 'jdbc'");
    }

    @Test
    void syntaxErrorWithLineAndColumn() throws IOException {
        assertMistake(run("SET 'a' = 'b';\n\nSELEC 1;"), Main.EXIT_USAGE, "wrong.sql:3:1");
    }

    @Test
    void unknownTableAndColumn() throws IOException {
        assertMistake(run("SELECT * FROM nowhere;"), Main.EXIT_USAGE, "wrong.sql:1:15", "nowhere");
        assertMistake(run(table("/x") + "SELECT c FROM t;"), Main.EXIT_USAGE, "wrong.sql:2:8", "'c'");
    }

    @Test
    void aTableWithoutAConnector() throws IOException {
        assertMistake(run("CREATE TABLE t (a INT);\nSELECT * FROM t;"), Main.EXIT_USAGE, "connector");
    }

    @Test
    void unknownConnectorFormatAndOption() throws IOException {
        assertMistake(
                run("CREATE TABLE t (a INT) WITH ('connector'='kafkaa');\nSELECT * FROM t;"),
                Main.EXIT_USAGE,
                "kafkaa",
                "kafka");
        assertMistake(
                run("CREATE TABLE t (a INT) WITH ('connector'='filesystem','path'='/x','format'='jsn');\n"
                        + "SELECT * FROM t;"),
                Main.EXIT_USAGE,
                "jsn",
                "json");
        assertMistake(
                run("CREATE TABLE t (a INT) WITH ('connector'='datagen','rows-per-secnd'='1');\nSELECT * FROM t;"),
                Main.EXIT_USAGE,
                "rows-per-secnd",
                "rows-per-second");
    }

    @Test
    void aFileThatIsNotThere() throws IOException {
        String path = folder.resolve("none.json").toString();

        assertMistake(run(table(path) + "SELECT * FROM t;"), Main.EXIT_FAILED, path);
    }

    @Test
    void aValueThatDoesNotFitItsColumn() throws IOException {
        Path rows = folder.resolve("rows.json");
        Files.writeString(rows, "{\"a\":1,\"b\":\"x\"}\n{\"a\":\"many\",\"b\":\"y\"}\n");

        assertMistake(
                run(table(rows.toString()) + "SELECT * FROM t;"),
                Main.EXIT_FAILED,
                rows.toString(),
                "byte 16",
                "field a");
    }

    @Test
    void invalidJsonAndInvalidUtf8() throws IOException {
        Path rows = folder.resolve("rows.json");
        Files.writeString(rows, "{\"a\":1,\"b\":\"x\"}\n{\"a\":1,");
        assertMistake(run(table(rows.toString()) + "SELECT * FROM t;"), Main.EXIT_FAILED, rows.toString(), "byte 16");

        Files.write(rows, new byte[] {'{', '"', 'b', '"', ':', '"', (byte) 0xC3, '"', '}', '\n'});
        CommandResult result = run(table(rows.toString()) + "SELECT * FROM t;");
        assertThat(result.error()).doesNotContain("\tat ");
        // Flink reads malformed UTF-8 as the replacement character; the row must be right or refused, never garbage.
        assertThat(result.status() == Main.EXIT_FAILED || result.output().contains("\uFFFD"))
                .isTrue();
    }

    @Test
    void aLineOfAHundredMegabytes() throws IOException {
        Path rows = folder.resolve("rows.json");
        byte[] piece = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = Files.newOutputStream(rows)) {
            out.write("{\"a\":1,\"b\":\"".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 100; i++) {
                out.write(piece);
            }
            out.write("\"}\n".getBytes(StandardCharsets.UTF_8));
        }

        assertMistake(
                run(table(rows.toString()) + "SELECT a, CHAR_LENGTH(b) FROM t;"),
                Main.EXIT_FAILED,
                rows.toString(),
                "weir.record.bytes-max");
    }

    @Test
    void aPlanThatIsCutShortOrFromANewerFlink() throws IOException {
        Path plan = folder.resolve("plan.json");
        Files.writeString(plan, "{\"flinkVersion\":\"2.3\",\"nodes\":[{\"id\":1");
        assertMistake(CommandResult.run("run", plan.toString()), Main.EXIT_USAGE, "plan");

        Files.writeString(plan, "{\"flinkVersion\":\"9.1\",\"nodes\":[],\"edges\":[]}");
        assertMistake(CommandResult.run("run", plan.toString()), Main.EXIT_USAGE, "9.1", "2.3");
    }

    @Test
    void aBrokerThatDoesNotAnswer() throws IOException {
        CommandResult result = run("""
                CREATE TABLE t (a INT) WITH ('connector'='kafka','topic'='x','scan.startup.mode'='earliest-offset',
                  'properties.bootstrap.servers'='localhost:1','format'='json');
                SELECT * FROM t;
                """);

        assertMistake(result, Main.EXIT_FAILED, "localhost:1");
    }

    @Test
    void aTargetThatCannotBeWritten() throws IOException {
        Path file = folder.resolve("a-file");
        Files.writeString(file, "keep me");

        CommandResult result = run("CREATE TABLE s (a INT) WITH ('connector'='filesystem','path'='" + file
                + "/below','format'='json');\nINSERT INTO s VALUES (1);");

        assertMistake(result, Main.EXIT_FAILED, file.toString());
        assertThat(file).hasContent("keep me");
    }

    @Test
    void aNullInANotNullColumn() throws IOException {
        Path rows = folder.resolve("rows.json");
        Files.writeString(rows, "{\"b\":\"x\"}\n");

        CommandResult result = run(table(rows.toString())
                + "CREATE TABLE s (a INT NOT NULL) WITH ('connector'='blackhole');\nINSERT INTO s SELECT a FROM t;");

        assertMistake(result, Main.EXIT_FAILED, "'a' is NOT NULL", "table.exec.sink.not-null-enforcer");
    }

    @Test
    void aNullEventTime() throws IOException {
        Path rows = folder.resolve("rows.json");
        Files.writeString(rows, "{\"b\":\"x\"}\n");

        CommandResult result = run("CREATE TABLE t (ts TIMESTAMP(3), b STRING, WATERMARK FOR ts AS ts) WITH"
                + " ('connector'='filesystem','path'='" + rows + "','format'='json');\nSELECT * FROM t;");

        assertMistake(result, Main.EXIT_FAILED, "'ts' is NULL");
    }

    @Test
    void aDivisionByZero() throws IOException {
        Path rows = folder.resolve("rows.json");
        Files.writeString(rows, "{\"a\":0}\n");

        assertMistake(run(table(rows.toString()) + "SELECT 1 / a FROM t;"), Main.EXIT_FAILED, "zero");
    }

    @Test
    void settingsThatMakeNoSense() throws IOException {
        String select = table("/x") + "SELECT * FROM t;";
        assertMistake(run("SET 'parallelism.default' = 'two';\n" + select), Main.EXIT_USAGE, "parallelism.default");
        assertMistake(run("SET 'table.local-time-zone' = 'Mars/Olympus';\n" + select), Main.EXIT_USAGE, "time zone");
    }
}
