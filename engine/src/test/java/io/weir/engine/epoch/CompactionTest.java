package io.weir.engine.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.engine.epoch.Manifest.Chunk;
import io.weir.engine.epoch.storage.MemoryStorage;
import io.weir.engine.epoch.storage.StoredObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CompactionTest {
    private static final String VALUE = "x".repeat(100);

    @Test
    void whatIsPutTogetherReadsAsAPlainMap() {
        for (int seed = 0; seed < 30; seed++) {
            Random random = new Random(seed);
            MemoryStorage storage = new MemoryStorage();
            // Background work happens at any later time, or while the next epoch is being written.
            Deque<Runnable> work = new ArrayDeque<>();
            StorageEpochStore store = EpochFixtures.open(storage, 1 + seed % 3, work::add);
            Map<Long, String> state = new TreeMap<>();
            Manifest manifest = null;
            for (int epoch = 1; epoch <= 60; epoch++) {
                Map<Long, String> changes = EpochFixtures.changes(random, seed % 2 == 0 ? 10 : 300, 200);
                if (seed % 3 > 0) {
                    manifest = EpochFixtures.writeNew(store, epoch, manifest, state, changes);
                } else {
                    EpochFixtures.apply(state, changes);
                    manifest = EpochFixtures.write(store, epoch, manifest, changes, state.size());
                }
                store.committed(manifest);
                while (!work.isEmpty() && random.nextInt(3) > 0) {
                    work.remove().run();
                }
                assertThat(EpochFixtures.read(store, manifest))
                        .as("seed %d, epoch %d", seed, epoch)
                        .isEqualTo(state);
            }
            work.forEach(Runnable::run);
            assertThat(EpochFixtures.read(EpochFixtures.open(storage, 2), manifest))
                    .isEqualTo(state);
            assertThat(EpochFixtures.chunksOf(manifest).size()).isLessThan(30);
        }
    }

    @Test
    void keysThatComeAndGoNeitherAreLostNorFillTheStorage() {
        for (long rememberedBytes : new long[] {300, 1 << 20}) {
            Random random = new Random(11);
            MemoryStorage storage = new MemoryStorage();
            StorageEpochStore store = EpochFixtures.open(storage, 1);
            Map<Long, String> state = new TreeMap<>();
            Manifest manifest = null;
            for (int epoch = 1; epoch <= 150; epoch++) {
                Map<Long, String> changes = new HashMap<>();
                for (int i = 0; i < 200; i++) {
                    // Each key comes once, is changed for a while, and goes.
                    long key = epoch * 100L - random.nextInt(1000);
                    changes.put(key, VALUE + epoch);
                    changes.put(epoch * 100L - 1500 + i, null);
                }
                manifest = EpochFixtures.writeNew(store, epoch, manifest, state, changes);
                store.committed(manifest);
                Map<Long, String> read = new TreeMap<>();
                EntryFeed feed = new EntryFeed((key, value) ->
                        assertThat(read.put(key.getLong(), value.getText())).isNull());
                new ChunkMerge(storage, EpochFixtures.chunksOf(manifest), rememberedBytes)
                        .read(0, ChunkFormat.GROUP_CODES, feed);
                assertThat(read).as("epoch %d", epoch).isEqualTo(state);
            }
            assertThat(named(storage, manifest)).isLessThan(5L * state.size() * VALUE.length());
        }
    }

    @Test
    void aTableThatOnlyGrowsIsOfNewKeysForEver() {
        MemoryStorage storage = new MemoryStorage();
        StorageEpochStore store = EpochFixtures.open(storage, 1);
        Map<Long, String> state = new TreeMap<>();
        Manifest manifest = null;
        for (long epoch = 1; epoch <= 100; epoch++) {
            Map<Long, String> changes = new HashMap<>();
            for (long key = 0; key < 50; key++) {
                changes.put(epoch * 50 + key, VALUE);
            }
            manifest = EpochFixtures.writeNew(store, epoch, manifest, state, changes);
            store.committed(manifest);
        }

        List<Chunk> chunks = EpochFixtures.chunksOf(manifest);
        assertThat(EpochFixtures.read(store, manifest)).isEqualTo(state);
        assertThat(chunks).allMatch(Chunk::hasNewKeys);
        assertThat(chunks).hasSizeLessThanOrEqualTo(2 * CompactionPlan.RUNS_MAX + 2);
    }

    @Test
    void theSizeOnStorageStaysNearThatOfTheState() {
        Random random = new Random(7);
        MemoryStorage storage = new MemoryStorage();
        StorageEpochStore store = EpochFixtures.open(storage, 2);
        Map<Long, String> state = new HashMap<>();
        for (long key = 0; key < 20_000; key++) {
            state.put(key, VALUE);
        }
        Manifest manifest = EpochFixtures.write(store, 1, null, state, state.size());
        long live = storage.list("data/").get(0).sizeBytes();
        long most = 0;
        long runsMost = 0;
        for (int epoch = 2; epoch <= 200; epoch++) {
            Map<Long, String> changes = new HashMap<>();
            for (int i = 0; i < 500; i++) {
                changes.put((long) random.nextInt(20_000), VALUE);
            }
            manifest = EpochFixtures.write(store, epoch, manifest, changes, state.size());
            store.committed(manifest);
            if (epoch > 30) {
                most = Math.max(most, named(storage, manifest));
                runsMost = Math.max(
                        runsMost,
                        CompactionPlan.runs(EpochFixtures.chunksOf(manifest)).size());
            }
        }

        assertThat((double) most / live).isBetween(1.0, 2.5);
        assertThat(runsMost).isLessThanOrEqualTo(CompactionPlan.RUNS_MAX + 2);
        long all = storage.list("data/").stream()
                .mapToLong(StoredObject::sizeBytes)
                .sum();
        assertThat((double) all / live)
                .as("with older epochs and what is on its way")
                .isLessThan(4.5);
    }

    /** The bytes of the objects that the manifest needs. */
    private static long named(MemoryStorage storage, Manifest manifest) {
        return storage.list("data/").stream()
                .filter(object -> EpochFiles.objects(manifest).contains(object.name()))
                .mapToLong(StoredObject::sizeBytes)
                .sum();
    }

    @Test
    void aSmallTableDoesNotKeepALargeObject() {
        MemoryStorage storage = new MemoryStorage();
        StorageEpochStore store = EpochFixtures.open(storage, 1);
        EpochStore.Draft draft = store.begin(1);
        Map<Long, String> large = new HashMap<>();
        for (long key = 0; key < 10_000; key++) {
            large.put(key, VALUE);
        }
        EpochFixtures.chunk(draft, large);
        List<Chunk> small = EpochFixtures.chunk(draft, Map.of(1L, "small"));
        // The large table is gone from the manifest, as a window's slice is.
        Manifest manifest = draft.publish(EpochFixtures.manifest(1, small, 1));
        store.committed(manifest);
        for (int epoch = 2; epoch < 5; epoch++) {
            manifest = EpochFixtures.write(store, epoch, manifest, Map.of(), 1);
            store.committed(manifest);
        }

        assertThat(EpochFixtures.read(store, manifest)).isEqualTo(Map.of(1L, "small"));
        assertThat(storage.list("data/").stream()
                        .mapToLong(StoredObject::sizeBytes)
                        .sum())
                .isLessThan(1000);
    }

    @Test
    void manyPassesOverLargeGroupsGiveTheSameEntries() {
        Random random = new Random(3);
        MemoryStorage storage = new MemoryStorage();
        StorageEpochStore store = EpochFixtures.open(storage, 2, task -> {});
        Map<Long, String> state = new TreeMap<>();
        Manifest manifest = null;
        for (int epoch = 1; epoch <= 6; epoch++) {
            Map<Long, String> changes = EpochFixtures.changes(random, 20_000, 15_000);
            EpochFixtures.apply(state, changes);
            manifest = EpochFixtures.write(store, epoch, manifest, changes, state.size());
        }
        for (long rememberedBytes : new long[] {1000, 10_000, 1 << 30}) {
            Map<Long, String> read = new TreeMap<>();
            EntryFeed feed = new EntryFeed((key, value) ->
                    assertThat(read.put(key.getLong(), value.getText())).isNull());
            new ChunkMerge(storage, EpochFixtures.chunksOf(manifest), rememberedBytes)
                    .read(0, ChunkFormat.GROUP_CODES, feed);
            assertThat(read).as("%d bytes", rememberedBytes).isEqualTo(state);
        }
    }

    @Test
    void aTableOfManyChunksWrittenAtOnceIsOneRun() {
        StorageEpochStore store = EpochFixtures.open(new MemoryStorage(), 2);
        EpochStore.Draft draft = store.begin(1);
        ChunkWriter writer = new ChunkWriter();
        writer.begin(draft);
        String value = "y".repeat(2000);
        int keys = 3 * ChunkWriter.CHUNK_BYTES / 2000;
        for (long key = 0; key < keys; key++) {
            EpochFixtures.put(writer, key, value);
        }
        List<Chunk> chunks = writer.finish();
        draft.publish(EpochFixtures.manifest(1, chunks, keys));

        assertThat(chunks.size()).isGreaterThan(2);
        assertThat(CompactionPlan.runs(chunks)).hasSize(1);
        List<Long> read = new ArrayList<>();
        store.read(chunks, EpochFixtures.ALL, (key, text) -> read.add(key.getLong()));
        assertThat(read).doesNotHaveDuplicates().hasSize(keys);
    }
}
