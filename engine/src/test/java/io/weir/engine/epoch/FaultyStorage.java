package io.weir.engine.epoch;

import io.weir.engine.epoch.storage.EpochStorage;
import io.weir.engine.epoch.storage.MemoryStorage;
import io.weir.engine.epoch.storage.StoredObject;
import java.io.IOException;
import java.util.List;

/** Does what it is told up to the n-th change; from then on all fails, before the change or after it. */
final class FaultyStorage implements EpochStorage {
    private final MemoryStorage storage;
    private final boolean isDone;
    private int left;

    /**
     * @param changes how many changes work
     * @param isDone whether the change that fails has been done: an answer that was lost
     */
    FaultyStorage(MemoryStorage storage, int changes, boolean isDone) {
        this.storage = storage;
        this.left = changes;
        this.isDone = isDone;
    }

    /** Whether it has failed. */
    boolean isDown() {
        return left < 0;
    }

    /** True if the change is to be done although it fails. */
    private boolean count() throws IOException {
        left--;
        if (left == -1 && isDone) {
            return true;
        }
        if (left < 0) {
            throw new IOException("the storage is gone");
        }
        return false;
    }

    private static void fail(boolean isFailing) throws IOException {
        if (isFailing) {
            throw new IOException("the answer was lost");
        }
    }

    @Override
    public String location() {
        return storage.location();
    }

    @Override
    public String locationOf(String name) {
        return storage.locationOf(name);
    }

    @Override
    public void lock() throws IOException {
        storage.lock();
    }

    @Override
    public ObjectWriter create(String name) throws IOException {
        fail(count());
        ObjectWriter writer = storage.create(name);
        return new ObjectWriter() {
            @Override
            public long append(byte[] bytes, int start, int count) throws IOException {
                fail(count());
                return writer.append(bytes, start, count);
            }

            @Override
            public void commit() throws IOException {
                boolean isFailing = count();
                writer.commit();
                fail(isFailing);
            }

            @Override
            public void abandon() {
                writer.abandon();
            }
        };
    }

    @Override
    public boolean putIfAbsent(String name, byte[] bytes) throws IOException {
        boolean isFailing = count();
        boolean isPut = storage.putIfAbsent(name, bytes);
        fail(isFailing);
        return isPut;
    }

    @Override
    public void read(String name, long offset, byte[] target, int at, int count) throws IOException {
        fail(left < 0);
        storage.read(name, offset, target, at, count);
    }

    @Override
    public byte[] readAll(String name) throws IOException {
        fail(left < 0);
        return storage.readAll(name);
    }

    @Override
    public List<StoredObject> list(String prefix) throws IOException {
        fail(left < 0);
        return storage.list(prefix);
    }

    @Override
    public void delete(String name) throws IOException {
        boolean isFailing = count();
        storage.delete(name);
        fail(isFailing);
    }

    @Override
    public int readBytesMax() {
        return storage.readBytesMax();
    }

    @Override
    public boolean isLocal() {
        return true;
    }

    @Override
    public void close() {
        storage.close();
    }
}
