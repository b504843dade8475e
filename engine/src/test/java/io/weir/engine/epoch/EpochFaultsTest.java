package io.weir.engine.epoch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.engine.epoch.EpochStore.Draft;
import io.weir.engine.epoch.storage.LocalStorage;
import io.weir.engine.epoch.storage.MemoryStorage;
import io.weir.engine.epoch.storage.StoredObject;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damage of every kind, and a crash between any two changes of the storage. */
class EpochFaultsTest {
    private static final int EPOCHS = 25;

    @TempDir
    Path folder;

    @Test
    void whereverTheStorageFailsTheLastPublishedEpochIsThere() {
        for (boolean isDone : new boolean[] {false, true}) {
            boolean hasFailed = true;
            for (int changes = 1; hasFailed; changes++) {
                hasFailed = failAfter(changes, isDone);
                assertThat(changes).isLessThan(10_000);
            }
        }
    }

    /** Runs epochs until the storage fails, then reads what is there. */
    private static boolean failAfter(int changes, boolean isDone) {
        MemoryStorage storage = new MemoryStorage();
        FaultyStorage faulty = new FaultyStorage(storage, changes, isDone);
        Map<Long, Map<Long, String>> states = new TreeMap<>();
        states.put(0L, Map.of());
        Random random = new Random(1);
        Map<Long, String> state = new TreeMap<>();
        Manifest manifest = null;
        long published = 0;
        long tried = 0;
        StorageEpochStore store = EpochFixtures.open(faulty, 2);
        try {
            for (long epoch = 1; epoch <= EPOCHS; epoch++) {
                Map<Long, String> change = EpochFixtures.changes(random, 20, 40);
                EpochFixtures.apply(state, change);
                states.put(epoch, new TreeMap<>(state));
                tried = epoch;
                manifest = EpochFixtures.write(store, epoch, manifest, change, state.size());
                published = epoch;
                store.committed(manifest);
            }
        } catch (WeirException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.IO_FAILED);
        }
        store.close();

        StorageEpochStore again = EpochFixtures.open(storage, 2);
        long newest = again.newest().map(Manifest::epoch).orElse(0L);
        String where = "after " + changes + " changes";
        // A manifest whose answer was lost is published, although its writer cannot know.
        assertThat(newest).as(where).isBetween(published, tried);
        assertThat(newest == published || isDone).as(where).isTrue();
        Map<Long, String> read = EpochFixtures.read(again, again.newest().orElse(null));
        assertThat(read).as(where).isEqualTo(states.get(newest));
        goOn(again, newest, read, where);
        return faulty.isDown();
    }

    /** The reopened store works, and leaves no object behind that nobody needs. */
    private static void goOn(StorageEpochStore store, long newest, Map<Long, String> state, String where) {
        Manifest manifest = store.newest().orElse(null);
        Map<Long, String> now = new TreeMap<>(state);
        for (long epoch = newest + 1; epoch <= newest + 8; epoch++) {
            Map<Long, String> change = Map.of(epoch, "after");
            now.putAll(change);
            manifest = EpochFixtures.write(store, epoch, manifest, change, now.size());
            store.committed(manifest);
        }
        assertThat(EpochFixtures.read(store, manifest)).as(where).isEqualTo(now);
        assertThat(store.objectCount()).as(where).isLessThanOrEqualTo(14);
    }

    @Test
    void aFlippedBitAnywhereIsFoundAndTheEpochBeforeIsUsed() throws IOException {
        MemoryStorage storage = twoEpochs();
        for (String name : List.of("epochs/000000000002.json", "data/000000000002-1.chunks")) {
            byte[] whole = storage.readAll(name);
            for (int bit = 0; bit < 8 * whole.length; bit++) {
                byte[] flipped = whole.clone();
                flipped[bit / 8] ^= (byte) (1 << bit % 8);
                storage.replace(name, flipped);

                Manifest newest = new EpochFiles(storage)
                        .newestBefore(Long.MAX_VALUE, new HashSet<>())
                        .orElseThrow();

                assertThat(newest.epoch()).as("%s, bit %d", name, bit).isEqualTo(1);
            }
            storage.replace(name, whole);
        }
        assertThat(EpochFixtures.open(storage, 2).newest().orElseThrow().epoch())
                .isEqualTo(2);
    }

    @Test
    void aFileThatIsCutShortAnywhereIsFoundAndTheEpochBeforeIsUsed() throws IOException {
        MemoryStorage storage = twoEpochs();
        for (String name : List.of("epochs/000000000002.json", "data/000000000002-1.chunks")) {
            byte[] whole = storage.readAll(name);
            for (int length = 0; length < whole.length; length++) {
                storage.replace(name, Arrays.copyOf(whole, length));

                assertThat(EpochFixtures.open(storage, 2).newest().orElseThrow().epoch())
                        .as("%s with %d bytes", name, length)
                        .isEqualTo(1);
            }
            storage.replace(name, whole);
        }
    }

    @Test
    void aMissingObjectIsFoundAndTheEpochBeforeIsUsed() {
        MemoryStorage storage = twoEpochs();
        storage.delete("data/000000000002-1.chunks");

        assertThat(EpochFixtures.open(storage, 2).newest().orElseThrow().epoch())
                .isEqualTo(1);
    }

    @Test
    void anEpochWhoseNumberADamagedOneHasCanBeWritten() {
        MemoryStorage storage = twoEpochs();
        storage.delete("data/000000000002-1.chunks");
        StorageEpochStore store = EpochFixtures.open(storage, 2);
        Manifest first = store.newest().orElseThrow();

        Manifest second = EpochFixtures.write(store, 2, first, Map.of(9L, "again"), 2);

        assertThat(EpochFixtures.read(store, second)).isEqualTo(Map.of(1L, "a", 9L, "again"));
        assertThat(EpochFixtures.open(storage, 2).newest().orElseThrow().epoch())
                .isEqualTo(2);
    }

    @Test
    void ifNoEpochIsWholeTheMessageNamesTheFileAndSaysWhatToDo() throws IOException {
        LocalStorage storage = new LocalStorage(folder);
        StorageEpochStore store = EpochFixtures.open(storage, 2);
        Manifest first = EpochFixtures.write(store, 1, null, Map.of(1L, "a"), 1);
        EpochFixtures.write(store, 2, first, Map.of(2L, "b"), 2);
        storage.close();
        Path shared = folder.resolve("data/000000000001-1.chunks");
        Files.write(shared, Arrays.copyOf(Files.readAllBytes(shared), 3));

        assertThatThrownBy(() -> EpochFixtures.open(new LocalStorage(folder), 2).newest())
                .isInstanceOfSatisfying(
                        WeirException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STATE_DAMAGED))
                .hasMessageContaining(shared.toString())
                .hasMessageContaining("cut short")
                .hasMessageContaining("--from");
    }

    @Test
    void aManifestOfANewerWeirIsRefused() throws IOException {
        MemoryStorage storage = twoEpochs();
        String name = "epochs/000000000002.json";
        String body =
                new String(storage.readAll(name), StandardCharsets.UTF_8).replace("\"format\" : 1", "\"format\" : 2");
        body = body.substring(0, body.lastIndexOf(ManifestText.CHECKSUM_FIELD));
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        storage.replace(
                name,
                (body + ManifestText.CHECKSUM_FIELD + ManifestText.hex(ChunkFormat.checksum(bytes, 0, bytes.length))
                                + "\"\n}\n")
                        .getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> EpochFixtures.open(storage, 2).newest())
                .isInstanceOfSatisfying(
                        WeirException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STATE_TOO_NEW));
    }

    @Test
    void aLocalStorageLeavesNoPartsOfADeadProcess() throws IOException {
        LocalStorage storage = new LocalStorage(folder);
        storage.lock();
        StorageEpochStore store = EpochFixtures.open(storage, 2);
        Draft draft = store.begin(1);
        EpochFixtures.chunk(draft, Map.of(1L, "a"));
        storage.close();
        assertThat(folder.resolve("data/000000000001-1.chunks.part")).exists();

        LocalStorage again = new LocalStorage(folder);
        again.lock();
        again.close();

        assertThat(folder.resolve("data")).isEmptyDirectory();
        assertThat(again.list("data/")).extracting(StoredObject::name).isEmpty();
    }

    private static MemoryStorage twoEpochs() {
        MemoryStorage storage = new MemoryStorage();
        StorageEpochStore store = EpochFixtures.open(storage, 2);
        Manifest first = EpochFixtures.write(store, 1, null, Map.of(1L, "a"), 1);
        EpochFixtures.write(store, 2, first, Map.of(2L, "b", 3L, "c"), 3);
        return storage;
    }
}
