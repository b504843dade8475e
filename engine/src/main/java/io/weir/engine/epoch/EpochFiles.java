package io.weir.engine.epoch;

import io.weir.engine.epoch.Manifest.Chunk;
import io.weir.engine.epoch.Manifest.OperatorState;
import io.weir.engine.epoch.Manifest.TableState;
import io.weir.engine.epoch.storage.EpochStorage;
import io.weir.engine.epoch.storage.StoredObject;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds, reads and verifies the epochs of a storage; changes nothing in it. */
public final class EpochFiles {
    static final String EPOCHS = "epochs/";
    static final String DATA = "data/";
    private static final String MANIFEST_END = ".json";

    private static final Logger LOGGER = LoggerFactory.getLogger(EpochFiles.class);

    private final EpochStorage storage;

    public EpochFiles(EpochStorage storage) {
        this.storage = storage;
    }

    public EpochStorage storage() {
        return storage;
    }

    /** The name of an epoch's manifest; names are in the order of epochs. */
    static String manifestName(long epoch) {
        return EPOCHS + String.format("%012d", epoch) + MANIFEST_END;
    }

    /** The numbers of the epochs that are there, whole or not, the oldest first. */
    public List<Long> epochs() {
        List<Long> epochs = new ArrayList<>();
        for (StoredObject object : list(EPOCHS)) {
            String name = object.name().substring(EPOCHS.length());
            if (name.endsWith(MANIFEST_END)) {
                String number = name.substring(0, name.length() - MANIFEST_END.length());
                if (!number.isEmpty() && number.chars().allMatch(Character::isDigit)) {
                    epochs.add(Long.parseLong(number));
                }
            }
        }
        Collections.sort(epochs);
        return epochs;
    }

    List<StoredObject> list(String prefix) {
        try {
            return storage.list(prefix);
        } catch (IOException e) {
            throw Failures.failed(storage.locationOf(prefix), "it cannot be listed", e);
        }
    }

    /**
     * Reads a manifest, and no more.
     *
     * @throws WeirException if it is not there, or damaged
     */
    public Manifest manifest(long epoch) {
        String name = manifestName(epoch);
        Manifest manifest = ManifestReader.read(bytes(name), storage.locationOf(name));
        if (manifest.epoch() != epoch) {
            throw new DamagedException(storage.locationOf(name), "this is the manifest of epoch " + manifest.epoch());
        }
        return manifest;
    }

    private byte[] bytes(String name) {
        try {
            return storage.readAll(name);
        } catch (IOException e) {
            throw Failures.reading(storage, name, e);
        }
    }

    /** A manifest as it is stored. */
    public String manifestText(long epoch) {
        return new String(bytes(manifestName(epoch)), StandardCharsets.UTF_8);
    }

    /** The newest epoch that is whole and older than the given one; what is passed over is added to the damaged. */
    Optional<Manifest> newestBefore(long before, Set<Long> damaged) {
        List<Long> epochs = epochs();
        Collections.reverse(epochs);
        List<WeirException> failures = new ArrayList<>();
        for (long epoch : epochs) {
            if (epoch < before) {
                try {
                    Manifest manifest = manifest(epoch);
                    check(manifest);
                    if (!failures.isEmpty()) {
                        LOGGER.warn("{}: epoch {} is used instead", storage.location(), epoch);
                    }
                    return Optional.of(manifest);
                } catch (WeirException e) {
                    if (e.code() != ErrorCode.STATE_DAMAGED) {
                        throw e;
                    }
                    failures.add(e);
                    damaged.add(epoch);
                    LOGGER.warn("Epoch {} is damaged: {}", epoch, e.getMessage());
                }
            }
        }
        if (failures.isEmpty()) {
            return Optional.empty();
        }
        throw new WeirException(
                ErrorCode.STATE_DAMAGED,
                "none of its epochs is whole; the newest: " + failures.get(0).getMessage(),
                storage.location(),
                "Bring the missing files back, start from a savepoint with --from, or begin without state after"
                        + " './weir state drop --all'.",
                failures.get(0));
    }

    /** All of the epoch where that is cheap; elsewhere, that its objects are there and long enough. */
    private void check(Manifest manifest) {
        if (storage.isLocal()) {
            verify(manifest);
        } else {
            checkSizes(manifest);
        }
    }

    /** Whether all objects that the manifest names are there and long enough. */
    public void checkSizes(Manifest manifest) {
        Map<String, Long> sizes = new HashMap<>();
        for (StoredObject object : list(DATA)) {
            sizes.put(object.name(), object.sizeBytes());
        }
        for (Chunk chunk : chunks(manifest)) {
            Long size = sizes.get(chunk.object());
            if (size == null) {
                throw new DamagedException(
                        storage.locationOf(chunk.object()),
                        "the file is not there, and epoch " + manifest.epoch() + " needs it");
            }
            if (size < chunk.offset() + chunk.length()) {
                throw new DamagedException(
                        storage.locationOf(chunk.object()),
                        "the file is cut short: it has " + size + " bytes, and epoch " + manifest.epoch() + " needs "
                                + (chunk.offset() + chunk.length()));
            }
        }
    }

    /** Reads all of the epoch and compares every checksum. */
    public void verify(Manifest manifest) {
        checkSizes(manifest);
        new HashSet<>(chunks(manifest))
                .parallelStream()
                        .filter(chunk -> chunk.length() > 0)
                        .forEach(chunk -> ChunkCursor.open(storage, chunk).verify());
    }

    /** All chunks of an epoch. */
    public static List<Chunk> chunks(Manifest manifest) {
        List<Chunk> chunks = new ArrayList<>();
        for (OperatorState operator : manifest.operators()) {
            for (TableState table : operator.tables()) {
                chunks.addAll(table.chunks());
            }
        }
        return chunks;
    }

    /** The names of the objects that an epoch needs, without its manifest. */
    public static Set<String> objects(Manifest manifest) {
        Set<String> objects = new TreeSet<>();
        chunks(manifest).forEach(chunk -> objects.add(chunk.object()));
        return objects;
    }

    /** Reads the entries of a table as they are after all its chunks. */
    void read(List<Chunk> chunks, EpochStore.KeyGroupFilter wanted, EpochStore.EntryReader reader) {
        EntryFeed feed = new EntryFeed(reader);
        if (wanted.firstGroup() < wanted.endGroup()) {
            new ChunkMerge(storage, chunks).read(wanted.firstGroup(), wanted.endGroup(), feed);
        }
        if (wanted.isForAllWanted()) {
            int forAll = ChunkFormat.order(ChunkWriter.FOR_ALL);
            new ChunkMerge(storage, chunks).read(forAll, forAll + 1, feed);
        }
    }
}
