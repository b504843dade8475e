package io.weir.engine.epoch.storage;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Keeps objects in memory: for tests, and for epochs that need not outlive the process. */
public final class MemoryStorage implements EpochStorage {
    private final NavigableMap<String, byte[]> objects = new TreeMap<>();
    private boolean isLocked;

    @Override
    public String location() {
        return "memory";
    }

    @Override
    public String locationOf(String name) {
        return "memory:" + name;
    }

    @Override
    public synchronized void lock() throws IOException {
        if (isLocked) {
            throw new LockedException("this process");
        }
        isLocked = true;
    }

    @Override
    public ObjectWriter create(String name) {
        return new Writer(name);
    }

    @Override
    public synchronized boolean putIfAbsent(String name, byte[] bytes) {
        byte[] before = objects.putIfAbsent(name, bytes.clone());
        return before == null || Arrays.equals(before, bytes);
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

    private synchronized byte[] object(String name) throws IOException {
        byte[] object = objects.get(name);
        if (object == null) {
            throw new NoSuchFileException(name);
        }
        return object;
    }

    @Override
    public synchronized List<StoredObject> list(String prefix) {
        List<StoredObject> found = new ArrayList<>();
        objects.tailMap(prefix, true).forEach((name, bytes) -> {
            if (name.startsWith(prefix)) {
                found.add(new StoredObject(name, bytes.length));
            }
        });
        return found;
    }

    @Override
    public synchronized void delete(String name) {
        objects.remove(name);
    }

    /** Puts other bytes in the place of an object, as no caller of the interface can: damage, for tests. */
    public synchronized void replace(String name, byte[] bytes) {
        objects.put(name, bytes.clone());
    }

    @Override
    public int readBytesMax() {
        return 1 << 20;
    }

    @Override
    public boolean isLocal() {
        return true;
    }

    /** The objects stay: another store may be opened over them. */
    @Override
    public synchronized void close() {
        isLocked = false;
    }

    private final class Writer implements ObjectWriter {
        private final String name;
        private byte[] bytes = new byte[1024];
        private int length;

        Writer(String name) {
            this.name = name;
        }

        @Override
        public synchronized long append(byte[] source, int start, int count) {
            if (count > bytes.length - length) {
                bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, count), 2 * bytes.length));
            }
            System.arraycopy(source, start, bytes, length, count);
            length += count;
            return (long) length - count;
        }

        @Override
        public synchronized void commit() {
            replace(name, Arrays.copyOf(bytes, length));
        }

        @Override
        public void abandon() {}
    }
}
