package io.weir.engine.epoch.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.engine.epoch.EpochStore;
import io.weir.engine.epoch.EpochStores;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class DirectoryLockTest {
    @TempDir
    Path folder;

    /** Takes the state of a folder in a process of its own, says so, and keeps it. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] arguments) throws IOException {
            EpochStore store = EpochStores.local(Path.of(arguments[0]));
            System.out.println("has it");
            System.out.flush();
            System.in.read();
            store.close();
        }
    }

    private Process holder() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        assertThat(reader.readLine()).isEqualTo("has it");
        return process;
    }

    @Test
    @Timeout(120)
    void aSecondProcessIsRefusedWithTheIdOfTheFirstUntilThatIsGone() throws Exception {
        Process process = holder();
        try {
            assertThatThrownBy(() -> EpochStores.local(folder))
                    .isInstanceOfSatisfying(
                            WeirException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STATE_LOCKED))
                    .hasMessageContaining("process " + process.pid())
                    .hasMessageContaining(folder.toString());
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();

        assertThat(Files.readString(folder.resolve("lock"))).startsWith(process.pid() + "\n");
        EpochStores.local(folder).close();
    }

    @Test
    void theSameProcessIsRefusedToo() {
        try (EpochStore store = EpochStores.local(folder)) {
            assertThat(store.newest()).isEmpty();
            assertThatThrownBy(() -> EpochStores.local(folder.resolve("../" + folder.getFileName())))
                    .hasMessageContaining(
                            "this process (" + ProcessHandle.current().pid() + ")");
        }
        EpochStores.local(folder).close();
    }

    @Test
    void aProcessThatIsGoneOrAnotherWithItsIdDoesNotCount() throws IOException {
        Path file = folder.resolve("lock");
        try (EpochStore store = EpochStores.local(folder)) {
            assertThat(store.newest()).isEmpty();
        }
        DirectoryLock.Holder self = DirectoryLock.holder(file).orElseThrow();

        assertThat(self.isAlive()).isTrue();
        assertThat(new DirectoryLock.Holder(self.pid(), "2001-01-01T00:00:00Z", self.host()).isAlive())
                .isFalse();
        assertThat(new DirectoryLock.Holder(4_000_000_000L, self.started(), self.host()).isAlive())
                .isFalse();
        assertThat(new DirectoryLock.Holder(4_000_000_000L, self.started(), "elsewhere").isAlive())
                .as("on another machine nobody can tell")
                .isTrue();
    }

    @Test
    void aLockFileWithAnyTextInItIsNoObstacle() throws IOException {
        Files.writeString(folder.resolve("lock"), "nonsense");

        EpochStores.local(folder).close();

        assertThat(Files.readString(folder.resolve("lock")))
                .startsWith(ProcessHandle.current().pid() + "\n");
    }

    @Test
    void aFolderThatCannotBeIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");

        assertThatThrownBy(() -> EpochStores.local(file.resolve("state")))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("it cannot be used for state");
        assertThatThrownBy(() -> EpochStores.local(folder, Map.of("state.checkpoints.num-retained", "none")))
                .isInstanceOfSatisfying(
                        WeirException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OPTION_INVALID))
                .hasMessageContaining("the value 'none' cannot be used: it must be a whole number");
    }
}
