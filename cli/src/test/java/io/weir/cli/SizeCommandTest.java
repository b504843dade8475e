package io.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SizeCommandTest {
    private static final int ROWS = 50_000;

    @TempDir
    private Path folder;

    private Path script(String source) throws IOException {
        return Files.writeString(
                folder.resolve("sized.sql"),
                "CREATE TABLE clicks (id BIGINT, page STRING, `at` TIMESTAMP(3), WATERMARK FOR `at` AS `at`) WITH ("
                        + source + ");\n"
                        + "CREATE TABLE found (page STRING, n BIGINT) WITH ('connector' = 'filesystem', 'format' ="
                        + " 'json', 'path' = '" + folder.resolve("found").toUri() + "');\n"
                        + "INSERT INTO found SELECT page, COUNT(*) FROM TUMBLE(TABLE clicks, DESCRIPTOR(`at`),"
                        + " INTERVAL '1' MINUTE) GROUP BY page, window_start, window_end;\n");
    }

    private String file(int rows) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < rows; i++) {
            lines.append("{\"id\":")
                    .append(i)
                    .append(",\"page\":\"/p")
                    .append(i % 50)
                    .append("\",\"at\":\"2026-01-01 10:")
                    .append(String.format("%02d:%02d", i / 1000, i / 20 % 50))
                    .append("\"}\n");
        }
        Path clicks = Files.writeString(folder.resolve("clicks.json"), lines);
        return "'connector' = 'filesystem', 'format' = 'json', 'path' = '" + clicks.toUri() + "'";
    }

    @Test
    void aSliceIsMeasuredAndNothingIsWritten() throws Exception {
        CommandResult result = CommandResult.run(
                "size", script(file(ROWS)).toString(), "--target", "2M/s", "--parallelism", "1", "--keys", "1000");

        assertThat(result.status()).as(result.error()).isZero();
        assertThat(result.output())
                .contains("measured here", "µs of a core", "bytes read", "entries")
                .contains("computed for 2.0 M rows/s", "slots", "assumed");
        assertThat(folder.resolve("found")).doesNotExist();
    }

    @Test
    void whatCannotBeMeasuredIsRefused() throws Exception {
        assertThat(CommandResult.run("size", script(file(ROWS)).toString(), "--target", "fast")
                        .error())
                .contains("'fast' is no rate");
        assertThat(CommandResult.run("size", script(file(0)).toString(), "--target", "1k/s")
                        .error())
                .contains("The sources give no rows");
        assertThat(CommandResult.run("size", script(file(20)).toString(), "--target", "1k/s")
                        .error())
                .contains("too fast to be measured");
        CommandResult stdin = CommandResult.run(
                "size", script("'connector' = 'stdin', 'format' = 'json'").toString(), "--target", "1k/s");
        assertThat(stdin.status()).isEqualTo(2);
        assertThat(stdin.error()).contains("Rows of 'connector' = 'stdin' can be read only once");
    }
}
