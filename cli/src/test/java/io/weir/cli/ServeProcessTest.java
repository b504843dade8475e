package io.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What somebody sees who has started a server in a terminal. */
class ServeProcessTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final List<String> seen = new ArrayList<>();

    private void await(BufferedReader error, String wanted) throws Exception {
        for (String line = error.readLine(); line != null; line = error.readLine()) {
            seen.add(line);
            if (line.contains(wanted)) {
                return;
            }
        }
        throw new AssertionError("'" + wanted + "' is not among " + seen);
    }

    /** It ends, too: nothing waits for a server that has not begun. */
    @ParameterizedTest
    @Timeout(180)
    @CsvSource({"--port, 99999, is no port", "--tls-cert, cert.pem, needs a certificate and its key"})
    void aWrongOptionEndsItAtOnce(String option, String value, String message) throws Exception {
        Process server = ProcessTest.weir("serve", folder.toString(), option, value)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader error =
                new BufferedReader(new InputStreamReader(server.getErrorStream(), StandardCharsets.UTF_8))) {
            await(error, message);

            assertThat(server.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(server.exitValue()).isEqualTo(Main.EXIT_USAGE);
        } finally {
            server.destroyForcibly();
        }
    }

    @Test
    @Timeout(180)
    void eachPipelineSaysHowItDoes() throws Exception {
        Path pipelines = Files.createDirectories(folder.resolve("pipelines"));
        Process server = ProcessTest.weir(
                        "serve",
                        pipelines.toString(),
                        "--port",
                        "0",
                        "--state",
                        folder.resolve("state").toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader error =
                new BufferedReader(new InputStreamReader(server.getErrorStream(), StandardCharsets.UTF_8))) {
            await(error, "weir: there is no .sql file yet; one that comes is run");

            Path file = Files.writeString(pipelines.resolve("numbers.sql"), "INSERT INTO nowhere SELECT 1;\n");
            await(error, "weir: numbers FAILED: ");
            assertThat(seen.get(seen.size() - 1)).contains("nowhere");

            Files.writeString(
                    file,
                    "CREATE TABLE nowhere (id BIGINT) WITH ('connector' = 'blackhole');\n"
                            + "CREATE TABLE numbers (id BIGINT) WITH ('connector' = 'datagen');\n"
                            + "INSERT INTO nowhere SELECT id FROM numbers;\n");
            await(error, "weir: numbers RUNNING");

            Files.delete(file);
            await(error, "weir: numbers is gone");
            assertThat(seen).noneMatch(line -> line.contains("\tat "));
        } finally {
            server.destroy();
            assertThat(server.waitFor()).isEqualTo(128 + 15);
        }
    }
}
