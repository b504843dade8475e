package io.weir.server.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files can be had, and that none of them can turn data into a page's code. */
class ConsoleFilesTest {
    /** Ways by which text becomes HTML or script; lit's templates take text as text. */
    private static final Pattern DANGEROUS =
            Pattern.compile("innerHTML|outerHTML|insertAdjacentHTML|document\\.write|unsafeHTML|unsafeSVG|unsafeStatic"
                    + "|\\beval\\(|new Function");

    private final ConsoleFiles files = new ConsoleFiles();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/console/app.js",
                "/console/base.css",
                "/console/weir.svg",
                "/console/lib/chart.js",
                "/console/lib/lit/lit-html.js",
                "/console/lib/lit/directives/live.js",
                "/favicon.ico"
            })
    void isThere(String path) {
        assertThat(files.find(path)).get().satisfies(file -> {
            assertThat(file.content()).isNotEmpty();
            assertThat(file.tag()).startsWith("\"").endsWith("\"");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/nothing",
                "/console/",
                "/console/nothing.js",
                "/console/../index.html",
                "/console/lib/lit/../../../META-INF/MANIFEST.MF",
                "/console//etc/passwd",
                "/console/lib/lit/package.json",
                "/console/%2e%2e/app.js",
                "/console/io/weir/server/console/ConsoleFiles.class",
                "/console/app.js/",
                "/console/A.js"
            })
    void isNotThere(String path) {
        assertThat(files.find(path)).isEmpty();
    }

    @Test
    void typesSayWhatAFileIs() {
        assertThat(files.find("/").orElseThrow().type()).isEqualTo("text/html; charset=utf-8");
        assertThat(files.find("/console/app.js").orElseThrow().type()).isEqualTo("text/javascript; charset=utf-8");
    }

    @Test
    void noScriptMakesCodeOfText() throws IOException {
        Path folder = Path.of("src/main/resources/console");
        try (Stream<Path> all = Files.list(folder)) {
            List<String> found = all.filter(path -> path.toString().endsWith(".js"))
                    .filter(path -> DANGEROUS.matcher(read(path)).find())
                    .map(Path::toString)
                    .toList();
            assertThat(found).isEmpty();
        }
        String page = new String(files.find("/").orElseThrow().content(), UTF_8);
        assertThat(page).doesNotContainPattern("<script(?![^>]* src=)|style=\"|\\son\\w+=");
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
