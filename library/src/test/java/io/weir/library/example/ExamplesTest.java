package io.weir.library.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The examples run, and docs/how-to/library.md shows them as they are. */
class ExamplesTest {

    private interface Main {
        void run() throws Exception;
    }

    private static List<String> linesOf(Main main) throws Exception {
        PrintStream original = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            main.run();
        } finally {
            System.setOut(original);
        }
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void clicksAreCounted() throws Exception {
        assertThat(linesOf(() -> CountClicks.main(new String[0])))
                .containsExactlyInAnyOrder("+I[/home, 1, 120]", "+I[/cart, 1, 80]");
    }

    @Test
    void windowsAreWatched() throws Exception {
        List<String> lines = linesOf(() -> WatchWindows.main(new String[0]));

        assertThat(lines).hasSize(30).contains("/page/0 20", "/page/1 20", "/page/2 20");
    }

    @Test
    void theTableApiRunsOnTheEngine() throws Exception {
        assertThat(linesOf(() -> UseTheTableApi.main(new String[0])))
                .containsExactlyInAnyOrder("+I[weir, 2]", "+I[dam, 1]");
    }

    @Test
    void aViewIsRead() throws Exception {
        assertThat(linesOf(() -> ReadAView.main(new String[0]))).containsExactly("[+I[/home, 2]]", "[+I[3]]");
    }

    @Test
    void theDocumentShowsTheExamples() throws IOException {
        String document = Files.readString(Path.of("../docs/how-to/library.md"));

        try (Stream<Path> sources = Files.list(Path.of("src/test/java/io/weir/library/example"))) {
            List<String> bodies = sources.filter(source -> !source.endsWith("package-info.java"))
                    .filter(source -> !source.endsWith("ExamplesTest.java"))
                    .map(ExamplesTest::body)
                    .toList();
            assertThat(bodies)
                    .hasSize(4)
                    .allSatisfy(body -> assertThat(document).contains(body));
        }
    }

    /** What stands in the main method. */
    private static String body(Path source) {
        try {
            String text = Files.readString(source);
            int start = text.indexOf('\n', text.indexOf("void main(")) + 1;
            return text.substring(start, text.lastIndexOf("    }\n}"))
                    .stripTrailing()
                    .stripIndent()
                    .strip();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
