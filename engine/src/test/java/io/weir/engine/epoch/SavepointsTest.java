package io.weir.engine.epoch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.engine.epoch.storage.LocalStorage;
import io.weir.engine.epoch.storage.MemoryStorage;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavepointsTest {
    @TempDir
    Path folder;

    private LocalStorage state;
    private EpochStore store;
    private Manifest second;

    @BeforeEach
    void writeTwoEpochs() {
        state = new LocalStorage(folder.resolve("state"));
        store = EpochFixtures.open(state, 1);
        Manifest first = EpochFixtures.write(store, 1, null, Map.of(1L, "a", 2L, "b"), 2);
        second = EpochFixtures.write(store, 2, first, Map.of(2L, "bb"), 2);
    }

    @Test
    void aSavepointOutlivesTheStateAndMayBeMoved() throws IOException {
        Path made = Path.of(Savepoints.locationOf(folder.resolve("state").toString(), "before-upgrade"));
        Savepoints.makeOfNewest(state, new LocalStorage(made));
        Map<Long, String> change = new HashMap<>();
        change.put(1L, null);
        store.committed(EpochFixtures.write(store, 3, null, change, 0));
        store.discardFrom(1);
        assertThat(state.list("data/")).isEmpty();
        assertThat(Savepoints.list(folder.resolve("state"))).containsExactly(made);
        Path moved = Files.move(made, folder.resolve("moved"));

        LocalStorage fresh = new LocalStorage(folder.resolve("fresh"));
        Savepoints.restore(new LocalStorage(moved), fresh);

        EpochStore again = EpochFixtures.open(fresh, 2);
        Manifest restored = again.newest().orElseThrow();
        assertThat(restored.epoch()).isEqualTo(2);
        assertThat(EpochFixtures.read(again, restored)).isEqualTo(Map.of(1L, "a", 2L, "bb"));
        Manifest third = EpochFixtures.write(again, 3, restored, Map.of(5L, "e"), 3);
        assertThat(EpochFixtures.read(again, third)).isEqualTo(Map.of(1L, "a", 2L, "bb", 5L, "e"));
        assertThat(Savepoints.read(new LocalStorage(moved)).epoch()).isEqualTo(2);
    }

    @Test
    void filesAreSharedOnOneFileSystem() throws IOException {
        LocalStorage target = new LocalStorage(folder.resolve("shared"));

        Savepoints.make(state, second, target);

        Path object = folder.resolve("shared/data/000000000001-1.chunks");
        assertThat(Files.getAttribute(object, "unix:nlink")).isEqualTo(2);
    }

    @Test
    void objectsOfAnotherHistoryAreNotOverwritten() {
        MemoryStorage savepoint = new MemoryStorage();
        Savepoints.make(state, second, savepoint);
        MemoryStorage other = new MemoryStorage();
        EpochStore otherStore = EpochFixtures.open(other, 2, task -> {});
        EpochFixtures.write(otherStore, 1, null, Map.of(9L, "other"), 1);
        otherStore.discardFrom(1);

        Savepoints.restore(savepoint, other);

        EpochStore again = EpochFixtures.open(other, 2);
        assertThat(EpochFixtures.read(again, again.newest().orElseThrow())).isEqualTo(Map.of(1L, "a", 2L, "bb"));
    }

    @Test
    void aDamagedSavepointIsRefused() throws IOException {
        LocalStorage target = new LocalStorage(folder.resolve("damaged"));
        Savepoints.make(state, second, target);
        Path object = folder.resolve("damaged/data/000000000002-1.chunks");
        byte[] bytes = Files.readAllBytes(object);
        bytes[bytes.length - 1] ^= 1;
        Files.write(object, bytes);

        assertThatThrownBy(() -> Savepoints.restore(target, new MemoryStorage()))
                .isInstanceOfSatisfying(
                        WeirException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STATE_DAMAGED))
                .hasMessageContaining(object.toString());
    }

    @Test
    void wrongUseGivesOneMessage() {
        LocalStorage target = new LocalStorage(folder.resolve("twice"));
        Savepoints.make(state, second, target);

        assertThatThrownBy(() -> Savepoints.make(state, second, target))
                .hasMessageContaining("there is a savepoint already");
        assertThatThrownBy(() -> Savepoints.restore(target, state)).hasMessageContaining("there is state already");
        assertThatThrownBy(() -> Savepoints.read(new LocalStorage(folder.resolve("none"))))
                .hasMessageContaining("there is no savepoint here");
        assertThatThrownBy(() -> Savepoints.makeOfNewest(new MemoryStorage(), target))
                .hasMessageContaining("there is no epoch to keep");
        assertThatThrownBy(() -> Savepoints.locationOf("state", "..")).hasMessageContaining("is no name");
    }

    @Test
    void halfASavepointIsNone() {
        MemoryStorage half = new MemoryStorage();
        FaultyStorage faulty = new FaultyStorage(half, 3, false);

        assertThatThrownBy(() -> Savepoints.make(state, second, faulty)).isInstanceOf(WeirException.class);
        assertThatThrownBy(() -> Savepoints.read(half)).hasMessageContaining("there is no savepoint here");
        Savepoints.make(state, second, half);
        assertThat(Savepoints.read(half).epoch()).isEqualTo(2);
    }
}
