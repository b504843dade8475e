package io.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.engine.expression.FunctionRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page of functions lists those that are native: no more, no fewer. */
class FunctionsPageTest {
    private static final String HEAD = """
            # Functions

            Functions mean what Flink's documentation says of them. These are native, by the names that stand in
            compiled plans; a job that calls another one runs on Flink.

            """;
    private static final String TAIL = """

            Aggregates: `COUNT`, `SUM`, `AVG`, `MIN`, `MAX`, each with `DISTINCT` and `FILTER`.
            """;

    @Test
    void listsWhatIsNative() throws IOException {
        String page = HEAD
                + FunctionRegistry.builtIn().names().stream()
                        .map(name -> "- `` " + name + " ``\n")
                        .collect(Collectors.joining())
                + TAIL;
        Path file = GalleryTest.root().resolve("docs/reference/functions.md");
        if (System.getenv("WEIR_WRITE_DOCS") != null) {
            Files.writeString(file, page);
        }

        assertThat(file)
                .as("docs/reference/functions.md; this test writes it when the environment has WEIR_WRITE_DOCS")
                .hasContent(page);
    }
}
