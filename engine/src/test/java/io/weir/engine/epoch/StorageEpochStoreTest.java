package io.weir.engine.epoch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.engine.epoch.EpochStore.Draft;
import io.weir.engine.epoch.EpochStore.KeyGroupFilter;
import io.weir.engine.epoch.storage.LocalStorage;
import io.weir.engine.epoch.storage.MemoryStorage;
import io.weir.engine.state.KeyGroups;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageEpochStoreTest {
    @TempDir
    Path folder;

    @Test
    void anEmptyStoreHasNoEpoch() {
        assertThat(EpochFixtures.open(new MemoryStorage(), 2).newest()).isEmpty();
    }

    @Test
    void aManifestComesBackAsItWasWritten() {
        MemoryStorage storage = new MemoryStorage();
        Manifest written = EpochFixtures.write(EpochFixtures.open(storage, 2), 1, null, Map.of(1L, "a"), 1);

        Manifest read = EpochFixtures.open(storage, 2).newest().orElseThrow();

        assertThat(read)
                .usingRecursiveComparison()
                .isEqualTo(written)
                .isEqualTo(EpochFixtures.manifest(1, EpochFixtures.chunksOf(written), 1));
    }

    @Test
    void aManifestCanBeReadByAPerson() throws Exception {
        MemoryStorage storage = new MemoryStorage();
        EpochFixtures.write(EpochFixtures.open(storage, 2), 1, null, Map.of(1L, "a"), 1);

        String text = new String(storage.readAll("epochs/000000000001.json"), StandardCharsets.UTF_8);

        assertThat(text).contains("\"orders-0\" : \"offset 1\"").contains("{ \"base64\" : \"AP8=\"");
        assertThat(text.lines().count()).isGreaterThan(20);
    }

    @Test
    void anEntryOfALaterChunkReplacesTheEarlierAndRemovalsCount() {
        EpochStore store = EpochFixtures.open(new MemoryStorage(), 2);
        Manifest first = EpochFixtures.write(store, 1, null, Map.of(1L, "a", 2L, "b", 3L, "c"), 3);
        Map<Long, String> changes = new HashMap<>(Map.of(2L, "bb", 4L, "d"));
        changes.put(3L, null);

        Manifest second = EpochFixtures.write(store, 2, first, changes, 3);

        assertThat(EpochFixtures.read(store, first)).isEqualTo(Map.of(1L, "a", 2L, "b", 3L, "c"));
        assertThat(EpochFixtures.read(store, second)).isEqualTo(Map.of(1L, "a", 2L, "bb", 4L, "d"));
    }

    @Test
    void aKeyThatIsRemovedAndComesAgainInOneEpochIsThere() {
        EpochStore store = EpochFixtures.open(new MemoryStorage(), 2);
        ChunkWriter writer = new ChunkWriter();
        EpochFixtures.put(writer, 7, null);
        EpochFixtures.put(writer, 7, "again");
        Draft draft = store.begin(1);

        Manifest manifest = draft.publish(
                EpochFixtures.manifest(1, List.of(draft.append(writer.bytes(), writer.length(), writer.entries())), 1));

        assertThat(EpochFixtures.read(store, manifest)).isEqualTo(Map.of(7L, "again"));
    }

    @Test
    void entriesOfAllKeyGroupsAreReadOnceByInstancesThatShareThem() {
        EpochStore store = EpochFixtures.open(new MemoryStorage(), 2);
        Map<Long, String> state = new TreeMap<>();
        for (long key = 0; key < 10_000; key++) {
            state.put(key, "value " + key);
        }
        Manifest first = EpochFixtures.write(store, 1, null, state, state.size());
        Map<Long, String> changes = new TreeMap<>();
        for (long key = 0; key < 10_000; key += 3) {
            changes.put(key, key % 2 == 0 ? null : "changed " + key);
        }
        EpochFixtures.apply(state, changes);
        Manifest second = EpochFixtures.write(store, 2, first, changes, state.size());

        Map<Long, String> together = new TreeMap<>();
        for (int instance = 0; instance < 3; instance++) {
            int end = (instance + 1) * KeyGroups.COUNT / 3;
            Map<Long, String> part = EpochFixtures.read(
                    store,
                    EpochFixtures.chunksOf(second),
                    new KeyGroupFilter(instance * KeyGroups.COUNT / 3, end, false));
            assertThat(together).doesNotContainKeys(part.keySet().toArray(new Long[0]));
            assertThat(part.size()).isBetween(1500, 3500);
            together.putAll(part);
        }

        assertThat(together).isEqualTo(state);
    }

    @Test
    void entriesForAllAreReadWhenTheyAreWanted() {
        EpochStore store = EpochFixtures.open(new MemoryStorage(), 2);
        ChunkWriter writer = new ChunkWriter();
        EpochFixtures.put(writer, 1, "keyed");
        writer.beginForAll();
        writer.key().putLong(-1);
        writer.value().putText("of the instance");
        writer.end();
        Draft draft = store.begin(1);
        List<Manifest.Chunk> chunks = List.of(draft.append(writer.bytes(), writer.length(), writer.entries()));
        draft.publish(EpochFixtures.manifest(1, chunks, 1));

        assertThat(EpochFixtures.read(store, chunks, new KeyGroupFilter(0, KeyGroups.COUNT, false)))
                .isEqualTo(Map.of(1L, "keyed"));
        assertThat(EpochFixtures.read(store, chunks, new KeyGroupFilter(0, 0, true)))
                .isEqualTo(Map.of(-1L, "of the instance"));
    }

    @Test
    void whatWasNotPublishedIsNotThereAndItsObjectGoes() {
        LocalStorage storage = new LocalStorage(folder);
        StorageEpochStore store = EpochFixtures.open(storage, 2);
        Manifest first = EpochFixtures.write(store, 1, null, Map.of(1L, "a"), 1);
        Draft lost = store.begin(2);
        EpochFixtures.chunk(lost, Map.of(2L, "b"));

        StorageEpochStore again = EpochFixtures.open(storage, 2);

        assertThat(again.newest().map(Manifest::epoch)).isEqualTo(Optional.of(1L));
        assertThat(EpochFixtures.read(again, first)).isEqualTo(Map.of(1L, "a"));
    }

    @Test
    void onlyTheEpochsThatAreKeptAndWhatTheyNeedStay() throws Exception {
        MemoryStorage storage = new MemoryStorage();
        EpochStore store = EpochFixtures.open(storage, 2);
        Manifest before = null;
        for (int epoch = 1; epoch <= 5; epoch++) {
            // Each epoch drops the table of the one before: nothing is chained.
            before = EpochFixtures.write(store, epoch, null, Map.of((long) epoch, "x"), 1);
            store.committed(before);
        }

        assertThat(storage.list("epochs/"))
                .extracting("name")
                .containsExactly("epochs/000000000004.json", "epochs/000000000005.json");
        assertThat(storage.list("data/")).hasSize(2);
        assertThat(EpochFixtures.read(store, store.newestBefore(5).orElseThrow()))
                .isEqualTo(Map.of(4L, "x"));
    }

    @Test
    void anEpochThatIsPublishedWhileOldOnesGoKeepsItsObject() {
        ExecutorService background = Executors.newSingleThreadExecutor();
        try {
            EpochStore store = EpochFixtures.open(new MemoryStorage(), 2, background);
            Manifest before = EpochFixtures.write(store, 1, null, Map.of(1L, "x"), 1);
            for (long epoch = 2; epoch <= 3000; epoch++) {
                Manifest next = EpochFixtures.write(store, epoch, null, Map.of(epoch, "x"), 1);
                store.committed(next);

                assertThat(EpochFixtures.read(store, before)).isEqualTo(Map.of(epoch - 1, "x"));
                before = next;
            }
        } finally {
            background.shutdownNow();
        }
    }

    @Test
    void anEpochThatIsDiscardedIsGoneWithTheYounger() {
        EpochStore store = EpochFixtures.open(new MemoryStorage(), 5);
        for (int epoch = 1; epoch <= 4; epoch++) {
            EpochFixtures.write(store, epoch, null, Map.of((long) epoch, "x"), 1);
        }

        store.discardFrom(3);

        assertThat(store.newest().map(Manifest::epoch)).isEqualTo(Optional.of(2L));
        assertThat(EpochFixtures.write(store, 3, null, Map.of(), 0).epoch()).isEqualTo(3);
    }

    @Test
    void aWriterThatWasOvertakenCannotDecideAnEpoch() {
        MemoryStorage storage = new MemoryStorage();
        EpochStore zombie = EpochFixtures.open(storage, 2);
        EpochFixtures.write(zombie, 1, null, Map.of(1L, "a"), 1);
        EpochStore follower = EpochFixtures.open(storage, 2);

        assertThatThrownBy(() -> EpochFixtures.write(zombie, 2, null, Map.of(1L, "z"), 1))
                .isInstanceOfSatisfying(
                        WeirException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STATE_LOCKED));
        Manifest second = EpochFixtures.write(follower, 2, null, Map.of(1L, "b"), 1);
        assertThat(EpochFixtures.read(follower, second)).isEqualTo(Map.of(1L, "b"));
    }

    @Test
    void chunksOfManyThreadsStandInOneObject() throws Exception {
        LocalStorage storage = new LocalStorage(folder);
        EpochStore store = EpochFixtures.open(storage, 2);
        Draft draft = store.begin(1);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<List<Manifest.Chunk>>> futures = new ArrayList<>();
        for (long i = 0; i < 200; i++) {
            long key = i;
            futures.add(threads.submit(() ->
                    EpochFixtures.chunk(draft, Map.of(key, "x".repeat((int) key * 10), key + 1000, "y"))));
        }
        List<Manifest.Chunk> chunks = new ArrayList<>();
        for (Future<List<Manifest.Chunk>> future : futures) {
            chunks.addAll(future.get());
        }
        threads.shutdown();
        draft.publish(EpochFixtures.manifest(1, chunks, 400));

        assertThat(storage.list("data/")).hasSize(1);
        Map<Long, String> read = EpochFixtures.read(store, chunks, EpochFixtures.ALL);
        assertThat(read).hasSize(400).containsEntry(199L, "x".repeat(1990)).containsEntry(1199L, "y");
    }

    @Test
    void randomChangesOfManyEpochsReadAsAPlainMap() {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            EpochStore store = EpochFixtures.open(new MemoryStorage(), 2);
            Map<Long, String> state = new TreeMap<>();
            Manifest manifest = null;
            for (int epoch = 1; epoch <= 30; epoch++) {
                Map<Long, String> changes = EpochFixtures.changes(random, 200, 300);
                EpochFixtures.apply(state, changes);
                manifest = EpochFixtures.write(store, epoch, manifest, changes, state.size());
                store.committed(manifest);
                assertThat(EpochFixtures.read(store, manifest))
                        .as("seed %d, epoch %d", seed, epoch)
                        .isEqualTo(state);
            }
        }
    }
}
