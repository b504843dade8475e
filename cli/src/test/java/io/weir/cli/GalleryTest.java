package io.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every pipeline of the gallery that reads files gives the result that its folder says, on both engines. */
class GalleryTest {
    private static final Pattern DATA = Pattern.compile("'path' = '([^'/]+)'");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "iot/average_temperature.sql, native",
        "weblog/error_rate.sql, native",
        "sessions/sessions.sql, native",
        "iot/average_temperature.sql, flink",
        "weblog/error_rate.sql, flink",
        "sessions/sessions.sql, flink"
    })
    void givesWhatItsFolderExpects(String pipeline, String engine) throws IOException {
        Path original = gallery().resolve(pipeline);
        Path data = original.resolveSibling("");
        Path script = folder.resolve("pipeline.sql");
        // The data is named relative to the folder, in which a reader stands; a test stands elsewhere.
        Files.writeString(script, DATA.matcher(Files.readString(original)).replaceAll("'path' = '" + data + "/$1'"));

        CommandResult result = CommandResult.run(
                "run", script.toString(), "--engine", engine, "--parallelism", "1", "--format", "json");

        assertThat(result.status()).as(result.error()).isZero();
        assertThat(result.output().lines())
                .containsExactlyInAnyOrderElementsOf(Files.readAllLines(original.resolveSibling("expected.ndjson")));
    }

    private static Path gallery() {
        return root().resolve("gallery");
    }

    /** The root of the repository. */
    static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(here.resolve("gallery"))) {
            here = here.getParent();
        }
        return here;
    }
}
