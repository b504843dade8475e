package io.weir.engine.epoch;

import io.weir.engine.epoch.Manifest.Chunk;
import io.weir.engine.epoch.storage.EpochStorage;
import io.weir.engine.epoch.storage.EpochStorage.ObjectWriter;
import io.weir.engine.epoch.storage.StoredObject;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps epochs in a storage: {@code epochs/<number>.json} are the manifests, {@code data/…} the chunks, one object for
 * each epoch and one for each compaction.
 *
 * <p><b>Writers.</b> Whoever opens the store takes a number, {@code writers/<number>}, higher than all before. A writer
 * that sees a higher one than its own gives up; and a manifest is never overwritten. So a writer that was thought dead,
 * on a storage without locks, cannot decide an epoch once its follower has.
 */
public final class StorageEpochStore implements EpochStore {
    private static final String WRITERS = "writers/";
    private static final int WRITERS_KEPT = 3;

    private static final Logger LOGGER = LoggerFactory.getLogger(StorageEpochStore.class);

    private final EpochStorage storage;
    private final EpochFiles files;
    private final int retained;
    private final Executor background;
    private final Runnable onClose;
    private final long writer;
    private final Compactions compactions;
    private volatile boolean isClosing;

    // Guarded by this.
    private final NavigableMap<Long, Manifest> kept = new TreeMap<>();
    private final Set<Long> damaged = new TreeSet<>();
    /** Objects that are there or are being made, with their sizes in bytes. */
    private final Map<String, Long> objects = new HashMap<>();
    /** Objects that no manifest names yet, and that stay nevertheless. */
    private final Set<String> inUse = new HashSet<>();

    /**
     * @param retained how many epochs are kept, at least 1
     * @param background runs deletions and compactions, one at a time
     * @param onClose ends the background
     * @param holder who opens it, in words that nobody else would use
     */
    public StorageEpochStore(EpochStorage storage, int retained, Executor background, Runnable onClose, String holder) {
        this.storage = storage;
        this.files = new EpochFiles(storage);
        this.retained = retained;
        this.background = background;
        this.onClose = onClose;
        this.writer = takeWriter((holder + "\n").getBytes(StandardCharsets.UTF_8));
        this.compactions = new Compactions(storage);
        files.list(EpochFiles.DATA).forEach(object -> objects.put(object.name(), object.sizeBytes()));
    }

    private long takeWriter(byte[] holder) {
        try {
            while (true) {
                List<StoredObject> before = writers();
                long number = before.isEmpty() ? 1 : writerOf(before.get(before.size() - 1)) + 1;
                if (storage.claim(WRITERS + String.format("%08d", number), holder)) {
                    for (int i = 0; i < before.size() - WRITERS_KEPT; i++) {
                        storage.deleteSpare(before.get(i).name());
                    }
                    return number;
                }
            }
        } catch (IOException e) {
            throw Failures.writing(storage, WRITERS, e);
        }
    }

    /** Those that have taken a number, the newest last; other files in the folder are none of ours. */
    private List<StoredObject> writers() throws IOException {
        return storage.list(WRITERS).stream()
                .filter(object -> object.name().substring(WRITERS.length()).matches("\\d{1,18}"))
                .toList();
    }

    private static long writerOf(StoredObject object) {
        return Long.parseLong(object.name().substring(WRITERS.length()));
    }

    @Override
    public Optional<Manifest> newest() {
        return newestBefore(Long.MAX_VALUE);
    }

    @Override
    public synchronized Optional<Manifest> newestBefore(long epoch) {
        Optional<Manifest> newest = files.newestBefore(epoch, damaged);
        newest.ifPresent(manifest -> kept.put(manifest.epoch(), manifest));
        return newest;
    }

    @Override
    public synchronized Draft begin(long epoch) {
        return new WrittenDraft(epoch, nextObject(epoch));
    }

    /** A name that no object has had, of this writer or another. */
    private String nextObject(long epoch) {
        String stem = EpochFiles.DATA + String.format("%012d", epoch) + "-" + writer;
        String name = stem + ".chunks";
        for (int i = 2; objects.putIfAbsent(name, 0L) != null; i++) {
            name = stem + "-" + i + ".chunks";
        }
        inUse.add(name);
        return name;
    }

    @Override
    public void read(List<Chunk> chunks, KeyGroupFilter wanted, EntryReader reader) {
        files.read(chunks, wanted, reader);
    }

    @Override
    public void committed(Manifest manifest) {
        background.execute(() -> quietly(() -> {
            deleteOld();
            compact(manifest);
        }));
    }

    /** The epochs are safe without it, and the next one will try again. */
    private static void quietly(Runnable work) {
        try {
            work.run();
        } catch (WeirException e) {
            LOGGER.warn("Old epochs stay for now, or grow: {}", e.getMessage());
        }
    }

    private void compact(Manifest manifest) {
        if (isClosing || compactions.isPending()) {
            return;
        }
        WrittenDraft draft;
        List<CompactionPlan.Task> tasks;
        synchronized (this) {
            tasks = CompactionPlan.of(manifest, objects);
            if (tasks.isEmpty()) {
                return;
            }
            draft = new WrittenDraft(manifest.epoch(), nextObject(manifest.epoch()));
        }
        try {
            Compactions.Result result = compactions.write(tasks, draft, draft.object, () -> isClosing);
            if (isClosing) {
                draft.abandon();
                return;
            }
            draft.commit();
            compactions.add(result);
        } catch (RuntimeException e) {
            draft.abandon();
            throw e;
        }
    }

    /** Takes away the epochs beyond those that are kept, and the objects that no manifest needs. */
    private void deleteOld() {
        Set<String> needed = new HashSet<>();
        List<String> manifests = new ArrayList<>();
        List<String> unneeded = new ArrayList<>();
        synchronized (this) {
            // Listed under the lock: an epoch that is published after a listing would not be in it, and its object not
            // in use any more, so that the object would be taken for one that nobody needs.
            List<Long> epochs = files.epochs();
            for (int i = 0; i < epochs.size(); i++) {
                long epoch = epochs.get(i);
                if (i < epochs.size() - retained) {
                    manifests.add(EpochFiles.manifestName(epoch));
                    kept.remove(epoch);
                } else {
                    needed.addAll(objectsOf(epoch));
                }
            }
            compactions.forgetIdle().forEach(inUse::remove);
            needed.addAll(inUse);
            objects.keySet().stream().filter(object -> !needed.contains(object)).forEach(unneeded::add);
        }
        // A manifest that came back after a crash would ask for chunks that are gone.
        manifests.forEach(this::delete);
        deleteSpares(unneeded);
    }

    /** What cannot be deleted stays known, and is tried again with the next epoch. */
    private void deleteSpares(List<String> names) {
        WeirException failure = null;
        for (String name : names) {
            try {
                deleteSpare(name);
                synchronized (this) {
                    objects.remove(name);
                }
            } catch (WeirException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** None if its manifest cannot be read any more: nobody can read its objects. */
    private Set<String> objectsOf(long epoch) {
        Manifest manifest = kept.get(epoch);
        if (manifest == null && !damaged.contains(epoch)) {
            try {
                manifest = files.manifest(epoch);
                kept.put(epoch, manifest);
            } catch (DamagedException e) {
                damaged.add(epoch);
                LOGGER.warn("Epoch {} is damaged: {}", epoch, e.getMessage());
            }
        }
        return manifest == null ? Set.of() : EpochFiles.objects(manifest);
    }

    private void delete(String name) {
        try {
            storage.delete(name);
        } catch (IOException e) {
            throw Failures.failed(storage.locationOf(name), "it cannot be deleted", e);
        }
    }

    private void deleteSpare(String name) {
        try {
            storage.deleteSpare(name);
        } catch (IOException e) {
            throw Failures.failed(storage.locationOf(name), "it cannot be deleted", e);
        }
    }

    @Override
    public synchronized void discardFrom(long epoch) {
        List<Long> epochs = files.epochs();
        for (int i = epochs.size() - 1; i >= 0 && epochs.get(i) >= epoch; i--) {
            kept.remove(epochs.get(i));
            damaged.remove(epochs.get(i));
            delete(EpochFiles.manifestName(epochs.get(i)));
        }
        background.execute(() -> quietly(this::deleteOld));
    }

    /** The objects that are there, without manifests. */
    synchronized int objectCount() {
        return objects.size();
    }

    @Override
    public void close() {
        isClosing = true;
        onClose.run();
        storage.close();
    }

    /** Writes the manifest, which decides the epoch. */
    private synchronized Manifest publish(Manifest manifest) {
        String name = EpochFiles.manifestName(manifest.epoch());
        try {
            List<StoredObject> writers = writers();
            if (!writers.isEmpty() && writerOf(writers.get(writers.size() - 1)) > writer) {
                throw overtaken(name);
            }
            if (damaged.contains(manifest.epoch())) {
                storage.delete(name);
                damaged.remove(manifest.epoch());
            }
            byte[] text = ManifestText.write(manifest);
            // A try whose answer was lost may have put it there: the same manifest is the same epoch.
            if (!storage.putIfAbsent(name, text) && !Arrays.equals(storage.readAll(name), text)) {
                throw overtaken(name);
            }
        } catch (IOException e) {
            throw Failures.writing(storage, name, e);
        }
        kept.put(manifest.epoch(), manifest);
        return manifest;
    }

    private WeirException overtaken(String name) {
        return new WeirException(
                ErrorCode.STATE_LOCKED,
                "another process has taken over this state",
                storage.locationOf(name),
                "Only one may run on it: end the other, or start this one again with a --state of its own.",
                null);
    }

    /** An epoch that is being written to an object of its own, which is begun with the first chunk. */
    private final class WrittenDraft implements Draft {
        private final long epoch;
        private final String object;
        private final AtomicLong bytes = new AtomicLong();
        private @Nullable ObjectWriter data;
        private boolean isCommitted;
        /** What was to be published the first time: a try whose answer was lost may have done it. */
        private @Nullable Manifest compacted;

        WrittenDraft(long epoch, String object) {
            this.epoch = epoch;
            this.object = object;
        }

        @Override
        public Chunk append(byte[] chunk, int length, long entries) {
            int headLength = ChunkFormat.headLength(chunk, 0, length);
            if (headLength < 0 || headLength > length) {
                throw new IllegalArgumentException("These bytes are no chunk of a ChunkWriter");
            }
            int checksum = ChunkFormat.checksum(chunk, 0, headLength);
            try {
                long offset = writer().append(chunk, 0, length);
                bytes.addAndGet(length);
                boolean isContinuation = ChunkFormat.isContinuation(chunk);
                boolean hasNewKeys = ChunkFormat.hasNewKeys(chunk);
                return new Chunk(object, offset, length, checksum, entries, isContinuation, hasNewKeys);
            } catch (IOException e) {
                throw Failures.writing(storage, object, e);
            }
        }

        private synchronized ObjectWriter writer() throws IOException {
            ObjectWriter open = data;
            if (open == null) {
                open = storage.create(object);
                data = open;
            }
            return open;
        }

        @Override
        public Manifest publish(Manifest manifest) {
            if (manifest.epoch() != epoch) {
                throw new IllegalArgumentException("Epoch " + epoch + " was begun, not " + manifest.epoch());
            }
            commit();
            synchronized (StorageEpochStore.this) {
                if (compacted == null) {
                    compacted = compactions.apply(manifest);
                }
                Manifest published = StorageEpochStore.this.publish(compacted);
                release();
                return published;
            }
        }

        void commit() {
            try {
                if (data != null && !isCommitted) {
                    data.commit();
                    isCommitted = true;
                    synchronized (StorageEpochStore.this) {
                        objects.put(object, bytes.get());
                    }
                }
            } catch (IOException e) {
                throw Failures.writing(storage, object, e);
            }
        }

        @Override
        public void abandon() {
            if (data != null && !isCommitted) {
                data.abandon();
            }
            release();
        }

        private void release() {
            synchronized (StorageEpochStore.this) {
                inUse.remove(object);
            }
        }
    }
}
