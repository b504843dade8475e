package io.weir.engine.epoch;

import io.weir.engine.epoch.EpochStore.Draft;
import io.weir.engine.epoch.EpochStore.KeyGroupFilter;
import io.weir.engine.epoch.Manifest.Chunk;
import io.weir.engine.epoch.Manifest.OperatorState;
import io.weir.engine.epoch.Manifest.SinkState;
import io.weir.engine.epoch.Manifest.SourceState;
import io.weir.engine.epoch.Manifest.TableState;
import io.weir.engine.epoch.storage.EpochStorage;
import io.weir.engine.state.KeyGroups;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** A table of longs to texts, kept as a plain map, and the epochs that it goes through. */
final class EpochFixtures {
    static final KeyGroupFilter ALL = new KeyGroupFilter(0, KeyGroups.COUNT, true);

    private static final AtomicInteger OPENED = new AtomicInteger();

    private EpochFixtures() {}

    static StorageEpochStore open(EpochStorage storage, int retained) {
        return open(storage, retained, Runnable::run);
    }

    static StorageEpochStore open(EpochStorage storage, int retained, Executor background) {
        return new StorageEpochStore(storage, retained, background, () -> {}, "test " + OPENED.incrementAndGet());
    }

    static int hash(long key) {
        return (int) (key * 0x9E3779B97F4A7C15L >>> 32);
    }

    /** Null for a key that is gone. */
    static void put(ChunkWriter writer, long key, String value) {
        writer.begin(hash(key));
        writer.key().putLong(key);
        if (value == null) {
            writer.endRemoved();
        } else {
            writer.value().putText(value);
            writer.end();
        }
    }

    /** Writes the changes as an epoch that goes on from the one before. */
    static Manifest write(EpochStore store, long epoch, Manifest before, Map<Long, String> changes, long entries) {
        Draft draft = store.begin(epoch);
        List<Chunk> chunks = new ArrayList<>(chunksOf(before));
        chunks.addAll(chunk(draft, changes));
        return draft.publish(manifest(epoch, chunks, entries));
    }

    /** As a table does that knows which keys are in no snapshot; some of the others are removed and come again. */
    static Manifest writeNew(
            EpochStore store, long epoch, Manifest before, Map<Long, String> state, Map<Long, String> changes) {
        Set<Long> saved = new HashSet<>(state.keySet());
        Draft draft = store.begin(epoch);
        List<Chunk> chunks = new ArrayList<>(chunksOf(before));
        ChunkWriter writer = new ChunkWriter();
        writer.begin(draft);
        changes.forEach((key, value) -> {
            boolean isRemoved = value == null || (key + epoch) % 3 == 0;
            if (isRemoved && saved.remove(key)) {
                put(writer, key, null);
            }
        });
        changes.forEach((key, value) -> {
            if (value != null && saved.contains(key)) {
                put(writer, key, value);
            } else if (value != null) {
                writer.begin(hash(key));
                writer.key().putLong(key);
                writer.value().putText(value);
                writer.endNew();
            }
        });
        chunks.addAll(writer.finish());
        apply(state, changes);
        return draft.publish(manifest(epoch, chunks, state.size()));
    }

    static List<Chunk> chunk(Draft draft, Map<Long, String> changes) {
        ChunkWriter writer = new ChunkWriter();
        writer.begin(draft);
        changes.forEach((key, value) -> {
            if (value == null) {
                put(writer, key, null);
            }
        });
        changes.forEach((key, value) -> {
            if (value != null) {
                put(writer, key, value);
            }
        });
        return writer.finish();
    }

    static List<Chunk> chunksOf(Manifest manifest) {
        return manifest == null
                ? List.of()
                : manifest.operators().get(0).tables().get(0).chunks();
    }

    static Manifest manifest(long epoch, List<Chunk> chunks, long entries) {
        TableState table = new TableState(0, "counts", "BIGINT | STRING", entries, chunks);
        OperatorState operator =
                new OperatorState("group-aggregate-1", "GROUP BY page", 1, List.of(epoch * 1000), List.of(table));
        SourceState source = new SourceState(
                "orders",
                Map.of("orders-0", ("offset " + epoch).getBytes(StandardCharsets.UTF_8), "orders-1", new byte[] {0, -1
                }),
                Map.of("orders-0", epoch, "orders-1", Long.MIN_VALUE),
                epoch);
        SinkState sink = new SinkState("out", List.of(new byte[] {(byte) epoch, -2}, new byte[0]));
        return new Manifest(
                epoch, 1_700_000_000_000L + epoch, "orders", false, List.of(operator), List.of(source), List.of(sink));
    }

    static Map<Long, String> read(EpochStore store, Manifest manifest) {
        return read(store, chunksOf(manifest), ALL);
    }

    /** Fails if a key is given twice. */
    static Map<Long, String> read(EpochStore store, List<Chunk> chunks, KeyGroupFilter wanted) {
        Map<Long, String> entries = new TreeMap<>();
        store.read(chunks, wanted, (key, value) -> {
            String before = entries.put(key.getLong(), value.getText());
            if (before != null || !key.isAtEnd() || !value.isAtEnd()) {
                throw new AssertionError("a key came twice, or had something behind it");
            }
        });
        return entries;
    }

    /** Some keys with new values, some that are gone. */
    static Map<Long, String> changes(Random random, int countMax, int keys) {
        Map<Long, String> changes = new HashMap<>();
        for (int i = random.nextInt(countMax); i >= 0; i--) {
            long key = random.nextInt(keys);
            changes.put(key, random.nextInt(4) == 0 ? null : "v" + random.nextInt(1000));
        }
        return changes;
    }

    /** What is left of the changes, one after the other. */
    static void apply(Map<Long, String> state, Map<Long, String> changes) {
        new HashMap<>(changes).forEach((key, value) -> {
            if (value == null) {
                state.remove(key);
            } else {
                state.put(key, value);
            }
        });
    }
}
