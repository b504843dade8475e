package io.weir.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptFileTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    record Content(String text) {}

    private KeptFile<Content> file() {
        return new KeptFile<>(folder, "kept", Content.class, content -> content.text() != null, "what is kept");
    }

    @Test
    void givesBackWhatItKeeps() {
        assertThat(file().load()).isEmpty();

        file().save(new Content("here"));

        assertThat(file().load()).contains(new Content("here"));
    }

    /** A link to itself is no file that the system can read, and root can neither. */
    @Test
    void whatCannotBeReadIsNeitherForgottenNorPutAside() throws IOException {
        file().save(new Content("here"));
        Path path = folder.resolve("kept.json");
        Path aside = Files.move(path, folder.resolve("aside"));
        Files.createSymbolicLink(path, path);

        assertThatThrownBy(() -> file().load())
                .isInstanceOfSatisfying(
                        WeirException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.IO_FAILED))
                .hasMessageContaining(path.toString())
                .hasMessageContaining("what is kept cannot be read");

        assertThat(folder.resolve("kept.damaged.json")).doesNotExist();
        Files.delete(path);
        Files.move(aside, path);
        assertThat(file().load()).contains(new Content("here"));
    }
}
