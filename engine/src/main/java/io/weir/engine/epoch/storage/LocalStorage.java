package io.weir.engine.epoch.storage;

import io.weir.engine.connector.FolderNames;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps objects as files of a folder. A file is written under another name, made durable, renamed, and its folder made
 * durable, so that a file with an object's name is whole whatever happens.
 */
public final class LocalStorage implements EpochStorage {
    /** The end of the names of files that are being written. */
    private static final String PART = ".part";

    private static final int OPEN_FILES_MAX = 64;

    private final Path root;
    private final Map<String, FileChannel> openFiles = new LinkedHashMap<>(16, 0.75f, true);
    private @Nullable DirectoryLock lock;

    public LocalStorage(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    public Path root() {
        return root;
    }

    @Override
    public String location() {
        return root.toString();
    }

    @Override
    public String locationOf(String name) {
        return root.resolve(name).toString();
    }

    @Override
    public synchronized void lock() throws IOException {
        Files.createDirectories(root);
        lock = DirectoryLock.take(root.resolve("lock"));
        deleteParts();
    }

    /** What a process that died was writing. */
    private void deleteParts() throws IOException {
        try (Stream<Path> files = Files.walk(root, 2)) {
            for (Path part :
                    files.filter(file -> file.toString().endsWith(PART)).toList()) {
                Files.deleteIfExists(part);
            }
        }
    }

    @Override
    public ObjectWriter create(String name) throws IOException {
        return new Writer(name);
    }

    @Override
    public boolean putIfAbsent(String name, byte[] bytes) throws IOException {
        Path file = root.resolve(name);
        if (Files.exists(file)) {
            FolderNames.sync(parent(file));
            return Arrays.equals(Files.readAllBytes(file), bytes);
        }
        Writer writer = new Writer(name);
        try {
            writer.append(bytes, 0, bytes.length);
            return writer.commitIfAbsent();
        } catch (IOException | RuntimeException e) {
            writer.abandon();
            throw e;
        }
    }

    /** The lock is what keeps others away. */
    @Override
    public boolean claim(String name, byte[] bytes) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(parent(file));
        if (Files.exists(file)) {
            return Arrays.equals(Files.readAllBytes(file), bytes);
        }
        Files.write(file, bytes, StandardOpenOption.CREATE_NEW);
        return true;
    }

    @Override
    public void read(String name, long offset, byte[] target, int at, int count) throws IOException {
        FileChannel channel = channel(name);
        ByteBuffer buffer = ByteBuffer.wrap(target, at, count);
        while (buffer.hasRemaining()) {
            try {
                if (channel.read(buffer, offset + buffer.position() - at) < 0) {
                    throw new EOFException("it has " + channel.size() + " bytes, not " + (offset + count));
                }
            } catch (ClosedByInterruptException e) {
                throw e;
            } catch (ClosedChannelException e) {
                // Another reader has opened so many files that this one was closed.
                channel = channel(name);
            }
        }
    }

    /** Files stay open, as a restore reads many runs of few files. */
    private synchronized FileChannel channel(String name) throws IOException {
        FileChannel channel = openFiles.get(name);
        if (channel == null || !channel.isOpen()) {
            if (openFiles.size() >= OPEN_FILES_MAX) {
                forget(openFiles.keySet().iterator().next());
            }
            channel = FileChannel.open(root.resolve(name), StandardOpenOption.READ);
            openFiles.put(name, channel);
        }
        return channel;
    }

    private synchronized void forget(String name) throws IOException {
        FileChannel channel = openFiles.remove(name);
        if (channel != null) {
            channel.close();
        }
    }

    @Override
    public byte[] readAll(String name) throws IOException {
        return Files.readAllBytes(root.resolve(name));
    }

    @Override
    public List<StoredObject> list(String prefix) throws IOException {
        List<StoredObject> found = new ArrayList<>();
        for (Path file : files(root.resolve(prefix))) {
            String name = file.getFileName().toString();
            Optional<BasicFileAttributes> attributes = name.endsWith(PART) ? Optional.empty() : attributes(file);
            if (attributes.isPresent() && attributes.get().isRegularFile()) {
                found.add(new StoredObject(prefix + name, attributes.get().size()));
            }
        }
        return found;
    }

    /** None if the folder is not there. One that cannot be looked into, or lies on a disk that is away, is there. */
    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted(Comparator.comparing(Path::toString)).toList();
        } catch (NoSuchFileException e) {
            if (Files.isSymbolicLink(folder)) {
                throw new IOException("it is a link to what is not there", e);
            }
            return List.of();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Empty if the file is gone since its folder was listed. */
    private static Optional<BasicFileAttributes> attributes(Path file) throws IOException {
        try {
            return Optional.of(Files.readAttributes(file, BasicFileAttributes.class));
        } catch (NoSuchFileException e) {
            if (Files.isSymbolicLink(file)) {
                throw new IOException(file.getFileName() + " is a link to what is not there", e);
            }
            return Optional.empty();
        }
    }

    @Override
    public void delete(String name) throws IOException {
        forget(name);
        // A manifest that came back after a crash would ask for chunks that are gone.
        if (Files.deleteIfExists(root.resolve(name))) {
            FolderNames.sync(parent(root.resolve(name)));
        }
    }

    @Override
    public void deleteSpare(String name) throws IOException {
        forget(name);
        Files.deleteIfExists(root.resolve(name));
    }

    @Override
    public void copyTo(String name, long sizeBytes, EpochStorage target, String targetName) throws IOException {
        if (target instanceof LocalStorage other) {
            Path file = other.root.resolve(targetName);
            Files.createDirectories(parent(file));
            try {
                Files.createLink(file, root.resolve(name));
                FolderNames.sync(parent(file));
                return;
            } catch (FileAlreadyExistsException | NoSuchFileException e) {
                throw e;
            } catch (IOException | UnsupportedOperationException e) {
                // Another file system, or one without links: the bytes are copied.
                Files.deleteIfExists(file);
            }
        }
        EpochStorage.super.copyTo(name, sizeBytes, target, targetName);
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
    public synchronized void close() {
        for (String name : List.copyOf(openFiles.keySet())) {
            try {
                forget(name);
            } catch (IOException e) {
                // It was only read: nothing is lost.
                openFiles.remove(name);
            }
        }
        if (lock != null) {
            lock.close();
            lock = null;
        }
    }

    private static Path parent(Path file) {
        Path parent = file.getParent();
        if (parent == null) {
            throw new IllegalArgumentException(file + " lies in no folder");
        }
        return parent;
    }

    private final class Writer implements ObjectWriter {
        private final Path file;
        private final Path part;
        private final FileChannel channel;
        private final AtomicLong length = new AtomicLong();
        private boolean isSynced;
        private boolean isNamed;

        Writer(String name) throws IOException {
            file = root.resolve(name);
            part = file.resolveSibling(file.getFileName() + PART);
            Path folder = parent(file);
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder);
                FolderNames.sync(parent(folder));
            }
            channel = FileChannel.open(
                    part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        }

        /** Several threads write at once, each at a place of its own. */
        @Override
        public long append(byte[] bytes, int start, int count) throws IOException {
            long offset = length.getAndAdd(count);
            ByteBuffer buffer = ByteBuffer.wrap(bytes, start, count);
            while (buffer.hasRemaining()) {
                channel.write(buffer, offset + buffer.position() - start);
            }
            return offset;
        }

        @Override
        public void commit() throws IOException {
            sync();
            if (!isNamed) {
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                isNamed = true;
            }
            FolderNames.sync(parent(file));
        }

        /** A link is refused if the name is taken, where a rename is not; not every file system has links. */
        boolean commitIfAbsent() throws IOException {
            sync();
            try {
                Files.createLink(file, part);
                Files.delete(part);
            } catch (FileAlreadyExistsException e) {
                Files.delete(part);
                return false;
            } catch (IOException | UnsupportedOperationException e) {
                // A move would replace what is there.
                if (!Files.notExists(file)) {
                    throw e;
                }
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            }
            FolderNames.sync(parent(file));
            return true;
        }

        /** If this fails, what was written may be lost, and a second try would not tell. */
        private void sync() throws IOException {
            if (!isSynced) {
                if (!channel.isOpen()) {
                    throw new IOException("it could not be made durable");
                }
                try (channel) {
                    channel.force(true);
                }
                isSynced = true;
            }
        }

        @Override
        public void abandon() {
            try {
                channel.close();
                Files.deleteIfExists(part);
            } catch (IOException e) {
                // What is left of it is deleted when the storage is taken the next time.
                return;
            }
        }
    }
}
