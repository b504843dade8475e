package io.weir.engine.epoch.storage;

import java.io.IOException;
import java.util.List;

/**
 * Immutable objects under names such as {@code data/000000000012-3.chunks}: all that the store of epochs asks of a file
 * system or an object store. Any thread may call any method.
 *
 * <p><b>Durable.</b> What {@link ObjectWriter#commit} and {@link #putIfAbsent} have returned from survives a crash of
 * the machine. Before that an object is whole under its name, or not there.
 *
 * <p>An object that is not there is a {@link java.nio.file.NoSuchFileException}, one that ends before what is read of
 * it an {@link java.io.EOFException}, one that may not be had a {@link java.nio.file.AccessDeniedException}.
 */
public interface EpochStorage extends AutoCloseable {
    /** Where the objects are, for messages: a folder, or a URL. */
    String location();

    /** Where one object is, for messages. */
    String locationOf(String name);

    /**
     * Takes the storage for this process, until it is closed.
     *
     * @throws LockedException if another one has it
     */
    void lock() throws IOException;

    /** Begins an object that is there under its name once it is committed. Nobody else writes one of that name. */
    ObjectWriter create(String name) throws IOException;

    /**
     * Makes a small object, unless there is one of that name. One of the same bytes is taken for our own, made by an
     * earlier try whose answer was lost.
     *
     * @return false if there is another, which stays as it is
     */
    boolean putIfAbsent(String name, byte[] bytes) throws IOException;

    /** As {@link #putIfAbsent}; may be lost in a crash if the storage is this process's alone until then. */
    default boolean claim(String name, byte[] bytes) throws IOException {
        return putIfAbsent(name, bytes);
    }

    /** Reads a run of bytes of an object into target[at, at + count). */
    void read(String name, long offset, byte[] target, int at, int count) throws IOException;

    /** Reads a small object. */
    byte[] readAll(String name) throws IOException;

    /** The objects whose names begin with the prefix, which ends in a slash or is empty; in the order of names. */
    List<StoredObject> list(String prefix) throws IOException;

    /** Takes an object away, if it is there; durably, when this returns. */
    void delete(String name) throws IOException;

    /** As {@link #delete}; the object, which nobody would mind, may be there again after a crash. */
    default void deleteSpare(String name) throws IOException {
        delete(name);
    }

    /**
     * Makes the same object, by another name, in a storage that has none of that name; without moving bytes if it can.
     */
    default void copyTo(String name, long sizeBytes, EpochStorage target, String targetName) throws IOException {
        byte[] buffer = new byte[(int) Math.min(Math.max(sizeBytes, 1), readBytesMax())];
        ObjectWriter writer = target.create(targetName);
        try {
            for (long at = 0; at < sizeBytes; at += buffer.length) {
                int count = (int) Math.min(buffer.length, sizeBytes - at);
                read(name, at, buffer, 0, count);
                writer.append(buffer, 0, count);
            }
            writer.commit();
        } catch (IOException | RuntimeException e) {
            writer.abandon();
            throw e;
        }
    }

    /** The largest read that pays: beyond it a request's latency no longer matters. */
    int readBytesMax();

    /** True if reading all of an epoch twice is cheap, so that it may be verified before it is used. */
    boolean isLocal();

    @Override
    void close();

    /** An object that is being written; any thread may append. */
    interface ObjectWriter {
        /** Appends bytes, which are copied or written before it returns. @return where they begin in the object */
        long append(byte[] bytes, int start, int count) throws IOException;

        /** Makes the object durable and gives it its name. After a failure it may be tried again. */
        void commit() throws IOException;

        /** Gives up, unless it is committed; never fails. */
        void abandon();
    }
}
