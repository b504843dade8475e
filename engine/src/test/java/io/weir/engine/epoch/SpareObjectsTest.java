package io.weir.engine.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.engine.epoch.storage.EpochStorage;
import io.weir.engine.epoch.storage.MemoryStorage;
import io.weir.engine.epoch.storage.StoredObject;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What lies in the storage beside what epochs need. */
class SpareObjectsTest {
    private final MemoryStorage storage = new MemoryStorage();

    /** The storage, of which a method fails while it is told to. */
    private EpochStorage failing(String method, AtomicBoolean isFailing) {
        return (EpochStorage) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {EpochStorage.class}, (proxy, called, arguments) -> {
                    if (called.getName().equals(method) && isFailing.get()) {
                        throw new IOException("the server is busy");
                    }
                    try {
                        return called.invoke(storage, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private List<String> names(String prefix) {
        return storage.list(prefix).stream().map(StoredObject::name).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete", "deleteSpare"})
    void whatCannotBeDeletedIsDeletedLater(String method) {
        AtomicBoolean isFailing = new AtomicBoolean(true);
        StorageEpochStore store = EpochFixtures.open(failing(method, isFailing), 1);
        for (long epoch = 1; epoch <= 4; epoch++) {
            store.committed(EpochFixtures.write(store, epoch, null, Map.of(epoch, "a"), 1));
        }
        assertThat(names("data/")).hasSize(4);

        isFailing.set(false);
        Manifest last = EpochFixtures.write(store, 5, null, Map.of(5L, "e"), 1);
        store.committed(last);

        assertThat(names("epochs/")).containsExactly("epochs/000000000005.json");
        assertThat(Set.copyOf(names("data/"))).isEqualTo(EpochFiles.objects(last));
    }

    @Test
    void filesOfOthersAmongTheWritersAreLeftAlone() {
        storage.putIfAbsent("writers/.DS_Store", new byte[1]);
        storage.putIfAbsent("writers/00000003~", new byte[1]);
        storage.putIfAbsent("writers/notes.txt", new byte[1]);

        for (int run = 1; run <= 6; run++) {
            StorageEpochStore store = EpochFixtures.open(storage, 1);
            store.committed(EpochFixtures.write(store, run, null, Map.of(1L, "a"), 1));
        }

        assertThat(names("writers/"))
                .contains("writers/.DS_Store", "writers/00000003~", "writers/notes.txt", "writers/00000006");
    }
}
