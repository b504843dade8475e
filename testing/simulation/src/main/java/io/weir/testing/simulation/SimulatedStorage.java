package io.weir.testing.simulation;

import io.weir.engine.epoch.storage.EpochStorage;
import io.weir.engine.epoch.storage.LockedException;
import io.weir.engine.epoch.storage.StoredObject;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The storage of epochs, which outlives processes. What is not committed is gone with a process, and may leave a torn
 * object.
 */
final class SimulatedStorage {
    private static final String EPOCHS = "epochs/";

    private final World world;
    private final NavigableMap<String, byte[]> objects = new TreeMap<>();
    /** What is there, and what has been deleted, until the machine crashes. */
    private final Set<String> unsyncedClaims = new TreeSet<>();

    private final Map<String, byte[]> unsyncedDeletions = new TreeMap<>();
    private @Nullable SimulatedProcess holder;

    SimulatedStorage(World world) {
        this.world = world;
    }

    /** The storage as a process sees it. */
    EpochStorage connect(SimulatedProcess process) {
        return new Session(process);
    }

    /** The same objects for somebody who only looks, and to whom nothing happens. */
    EpochStorage copy() {
        io.weir.engine.epoch.storage.MemoryStorage copy = new io.weir.engine.epoch.storage.MemoryStorage();
        objects.forEach(copy::replace);
        return copy;
    }

    /** Whoever has the lock no longer has it. */
    void release() {
        holder = null;
    }

    /** The machine crashes: what nobody waited for may not have come to its disk. */
    void loseUnsynced() {
        if (unsyncedClaims.isEmpty() && unsyncedDeletions.isEmpty()) {
            return;
        }
        world.log()
                .add("the machine crashes: " + unsyncedClaims + " are gone, " + unsyncedDeletions.keySet()
                        + " are back");
        unsyncedClaims.forEach(objects::remove);
        unsyncedDeletions.forEach(objects::putIfAbsent);
        unsyncedClaims.clear();
        unsyncedDeletions.clear();
    }

    /** Turns a bit of the newest manifest or of its chunks, if there is an older one; false if there is none. */
    boolean flip(long epoch, Dice dice) {
        List<String> names = new ArrayList<>();
        String number = String.format("%012d", epoch);
        objects.keySet().stream()
                .filter(name -> name.startsWith(EPOCHS + number) || name.startsWith("data/" + number))
                .forEach(names::add);
        boolean hasOlder = objects.keySet().stream()
                .anyMatch(name -> name.startsWith(EPOCHS) && name.compareTo(EPOCHS + number) < 0);
        names.removeIf(name -> bytes(name).length == 0);
        if (names.isEmpty() || !hasOlder) {
            return false;
        }
        String name = dice.pick(names);
        byte[] bytes = bytes(name).clone();
        bytes[dice.below(bytes.length)] ^= (byte) (1 << dice.below(8));
        objects.put(name, bytes);
        world.log().add("a bit of " + name + " turns");
        return true;
    }

    /** The newest epoch with a manifest, 0 without. */
    long newestEpoch() {
        long newest = 0;
        for (String name : objects.keySet()) {
            if (name.startsWith(EPOCHS)) {
                newest = Math.max(newest, epochOf(name));
            }
        }
        return newest;
    }

    private static long epochOf(String name) {
        return Long.parseLong(name.substring(EPOCHS.length(), name.indexOf('.')));
    }

    private byte[] bytes(String name) {
        byte[] bytes = objects.get(name);
        return bytes == null ? new byte[0] : bytes;
    }

    /** A pipeline whose only epoch is torn would begin anew by a decision of its user's. */
    private void tear(String name, byte[] bytes) {
        if (!name.startsWith(EPOCHS) || newestEpoch() > 0) {
            objects.putIfAbsent(name, torn(bytes));
        }
    }

    /** Some of its first bytes, but never all: a manifest that is whole is published. */
    private byte[] torn(byte[] bytes) {
        return Arrays.copyOf(bytes, world.dice().below(Math.max(1, bytes.length)));
    }

    private final class Session implements EpochStorage {
        private final SimulatedProcess process;

        private Session(SimulatedProcess process) {
            this.process = process;
        }

        @Override
        public String location() {
            return "storage";
        }

        @Override
        public String locationOf(String name) {
            return "storage:" + name;
        }

        @Override
        public void lock() throws IOException {
            process.checkAlive();
            if (holder != null && !holder.isDead()) {
                throw new LockedException(holder.toString());
            }
            holder = process;
        }

        @Override
        public ObjectWriter create(String name) throws IOException {
            process.checkAlive();
            return new Writer(process, name);
        }

        @Override
        public boolean putIfAbsent(String name, byte[] bytes) throws IOException {
            boolean[] isNew = new boolean[1];
            process.attempt(
                    "puts " + name,
                    () -> {
                        isNew[0] = objects.putIfAbsent(name, bytes.clone()) == null;
                        if (isNew[0] && name.startsWith(EPOCHS)) {
                            world.onPublished(process, epochOf(name));
                        }
                    },
                    () -> tear(name, bytes));
            return isNew[0];
        }

        @Override
        public boolean claim(String name, byte[] bytes) throws IOException {
            boolean isNew = putIfAbsent(name, bytes);
            if (isNew) {
                unsyncedClaims.add(name);
            }
            return isNew;
        }

        @Override
        public void read(String name, long offset, byte[] target, int at, int count) throws IOException {
            byte[] object = object(name);
            if (offset + count > object.length) {
                throw new EOFException("it has " + object.length + " bytes, not " + (offset + count));
            }
            System.arraycopy(object, (int) offset, target, at, count);
        }

        @Override
        public byte[] readAll(String name) throws IOException {
            return object(name).clone();
        }

        // Several threads read when an epoch is verified, so nothing is left to chance here.
        private byte[] object(String name) throws IOException {
            process.checkAlive();
            byte[] object = objects.get(name);
            if (object == null) {
                throw new NoSuchFileException(name);
            }
            return object;
        }

        @Override
        public List<StoredObject> list(String prefix) throws IOException {
            List<StoredObject> found = new ArrayList<>();
            boolean isBlind = prefix.startsWith("writers/")
                    && world.mutation() == Mutation.NO_FENCING
                    && world.isOvertaken(process);
            process.attempt(
                    "lists " + prefix,
                    () -> objects.tailMap(prefix, true).forEach((name, bytes) -> {
                        if (name.startsWith(prefix) && !isBlind) {
                            found.add(new StoredObject(name, bytes.length));
                        }
                    }));
            return found;
        }

        @Override
        public void delete(String name) throws IOException {
            process.attempt("deletes " + name, () -> objects.remove(name));
        }

        @Override
        public void deleteSpare(String name) throws IOException {
            process.attempt("deletes " + name + " when there is time", () -> {
                byte[] object = objects.remove(name);
                if (object != null && !unsyncedClaims.remove(name)) {
                    unsyncedDeletions.put(name, object);
                }
            });
        }

        @Override
        public int readBytesMax() {
            return 1 << 20;
        }

        @Override
        public boolean isLocal() {
            return true;
        }

        @Override
        public void close() {
            if (holder == process) {
                holder = null;
            }
        }
    }

    private final class Writer implements EpochStorage.ObjectWriter {
        private final SimulatedProcess process;
        private final String name;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private boolean isCommitted;

        private Writer(SimulatedProcess process, String name) {
            this.process = process;
            this.name = name;
        }

        @Override
        public long append(byte[] source, int start, int count) throws IOException {
            process.attempt("appends to " + name, () -> {});
            long at = bytes.size();
            bytes.write(source, start, count);
            return at;
        }

        @Override
        public void commit() throws IOException {
            if (isCommitted) {
                throw new Fault(name + " has its name already");
            }
            process.attempt(
                    "commits " + name,
                    () -> {
                        objects.put(name, bytes.toByteArray());
                        isCommitted = true;
                    },
                    () -> objects.putIfAbsent(name, torn(bytes.toByteArray())));
        }

        @Override
        public void abandon() {
            bytes.reset();
        }
    }
}
