package io.weir.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFolderTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static void fill(Path place) throws IOException {
        Files.writeString(Files.createDirectories(place.resolve("a/b")).resolve("rows"), "1,2,3");
    }

    @Test
    void aFolderIsGoneWhenItIsClosed() throws IOException {
        Path place;
        try (TemporaryFolder temporary = TemporaryFolder.create("weir-test")) {
            place = temporary.path();
            fill(place);
        }
        assertThat(place).doesNotExist();
    }

    /** A process that is told to end while it uses a folder. */
    public static final class User {
        private User() {}

        public static void main(String[] arguments) throws IOException, InterruptedException {
            TemporaryFolder temporary = TemporaryFolder.create("weir-test");
            fill(temporary.path());
            System.out.println(temporary.path());
            Thread.sleep(TimeUnit.MINUTES.toMillis(5));
        }
    }

    @Test
    void aFolderIsGoneWhenItsProcessIsToldToEnd() throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(List.of(
                        java,
                        "-Djava.io.tmpdir=" + folder,
                        "-cp",
                        System.getProperty("java.class.path"),
                        User.class.getName()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            String line = process.inputReader(StandardCharsets.UTF_8).readLine();
            assertThat(line).isNotNull();
            Path place = Path.of(line);
            assertThat(place.resolve("a/b/rows")).exists();

            // SIGTERM, as Ctrl-C is SIGINT: both run what is to be done at the end.
            process.destroy();

            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(place).doesNotExist();
        } finally {
            process.destroyForcibly();
        }
    }
}
