package io.weir.format.parquet;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Reads from the file that is open, by position. A reader has its own: an interrupt of another would close it. */
final class FileInput implements AutoCloseable {
    private @Nullable Path path;
    private @Nullable FileChannel channel;
    private byte[] scratch = new byte[0];
    private long bytes;

    /** Turns to another file, unless it is this one. */
    void open(Path file) throws IOException {
        if (!file.equals(path)) {
            close();
            channel = FileChannel.open(file, StandardOpenOption.READ);
            path = file;
        }
    }

    /** The bytes read so far. */
    long bytes() {
        return bytes;
    }

    /** A buffer that holds until the next call. */
    byte[] scratch(int size) {
        if (scratch.length < size) {
            scratch = new byte[size];
        }
        return scratch;
    }

    /** Reads bytes [position, position + length) of the file. */
    void read(long position, byte[] into, int at, int length) throws IOException {
        FileChannel from = channel;
        if (from == null) {
            throw new IOException("no file is open");
        }
        ByteBuffer target = ByteBuffer.wrap(into, at, length);
        while (target.hasRemaining()) {
            int read = from.read(target, position + target.position() - at);
            if (read < 0) {
                throw new WeirException(
                        ErrorCode.IO_FAILED,
                        "ends before its byte " + (position + length),
                        "file " + path,
                        "It is damaged or was shortened: write it again",
                        null);
            }
        }
        bytes += length;
    }

    @Override
    public void close() throws IOException {
        path = null;
        FileChannel open = channel;
        channel = null;
        if (open != null) {
            open.close();
        }
    }
}
