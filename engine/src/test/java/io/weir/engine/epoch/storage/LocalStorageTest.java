package io.weir.engine.epoch.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.engine.connector.FolderNames;
import io.weir.engine.epoch.EpochStore;
import io.weir.engine.epoch.EpochStores;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be looked at is not taken for what is not there. Links stand for it, for root may look at all else. */
class LocalStorageTest {
    private static final int ROUNDS = 2000;

    @TempDir
    private Path folder;

    @Test
    void aFolderThatCannotBeListedIsNotTakenForOneWithoutEpochs() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("other-disk"));
        Files.writeString(elsewhere.resolve("000000000001.json"), "{}");
        Path state = Files.createDirectory(folder.resolve("state"));
        Path epochs = Files.createSymbolicLink(state.resolve("epochs"), elsewhere);
        try (LocalStorage storage = new LocalStorage(state)) {
            assertThat(storage.list("epochs/")).hasSize(1);
        }

        Files.move(elsewhere, folder.resolve("away"));
        assertIsNotBegunAnew(state, "it is a link to what is not there");

        Files.delete(epochs);
        Files.createSymbolicLink(epochs, epochs);
        assertIsNotBegunAnew(state, "Too many levels of symbolic links");
    }

    private static void assertIsNotBegunAnew(Path state, String why) {
        EpochStore store = EpochStores.local(state);
        assertThatThrownBy(store::newest)
                .isInstanceOfSatisfying(
                        WeirException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.IO_FAILED))
                .hasMessageContaining(state.resolve("epochs").toString())
                .hasMessageContaining("it cannot be listed")
                .hasMessageContaining(why);
        store.close();
    }

    @Test
    void aFileThatCannotBeLookedAtIsNotLeftOutOfAList() throws IOException {
        Path epochs = Files.createDirectory(folder.resolve("epochs"));
        Files.writeString(epochs.resolve("000000000001.json"), "{}");
        Path newest = epochs.resolve("000000000002.json");
        Files.createSymbolicLink(newest, newest);

        try (LocalStorage storage = new LocalStorage(folder)) {
            assertThatThrownBy(() -> storage.list("epochs/"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(newest.toString());
        }
    }

    @Test
    void aFolderIsListedWhileAnotherProcessDeletesInIt() throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        Files.writeString(data.resolve("kept.chunks"), "x");
        AtomicBoolean isOver = new AtomicBoolean();
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> {
            while (!isOver.get()) {
                try {
                    Files.delete(Files.createTempFile(data, "", ".chunks"));
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            }
        });

        try (LocalStorage storage = new LocalStorage(folder)) {
            for (int i = 0; i < ROUNDS; i++) {
                assertThat(storage.list("data/")).extracting(StoredObject::name).contains("data/kept.chunks");
            }
        } finally {
            isOver.set(true);
            other.get();
        }
    }

    @Test
    void aFolderWhoseNamesMayNotBeDurableIsAFailure() throws IOException {
        Path away = folder.resolve("away");
        Files.createSymbolicLink(away, away);

        assertThatThrownBy(() -> FolderNames.sync(away)).isInstanceOf(IOException.class);
        FolderNames.sync(folder);
    }
}
