package io.weir.benchmarks.limit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Hands out a file of lines in chunks, in order, to several threads.
 *
 * <p>A line belongs to the chunk in which it begins. So a chunk is read with the byte before it, to know whether a line
 * begins at its first byte, and with {@link #LINE_BYTES_MAX} after it, to have the end of its last line.
 */
final class ChunkedFile implements Closeable {
    /** Fits the second-level cache, so that the decoder finds there what the copy from the page cache left. */
    static final int CHUNK_BYTES = 512 * 1024;

    static final int LINE_BYTES_MAX = 1_024;

    private final FileChannel channel;
    private final long size;
    private final AtomicLong next = new AtomicLong();

    ChunkedFile(Path file) throws IOException {
        channel = FileChannel.open(file);
        size = channel.size();
    }

    /** One thread's buffer, filled again and again. */
    static final class Chunk {
        private final byte[] bytes = new byte[1 + CHUNK_BYTES + LINE_BYTES_MAX + EventDecoder.SLACK_BYTES];
        private final ByteBuffer buffer = ByteBuffer.wrap(bytes);
        private int start;
        private int end;
        private int limit;

        byte[] bytes() {
            return bytes;
        }

        /** Where the chunk's first line begins. */
        int start() {
            return start;
        }

        /** No line of the chunk begins here or later. */
        int end() {
            return end;
        }

        /** Where the bytes that were read end. */
        int limit() {
            return limit;
        }
    }

    /** Fills the chunk with the file's next lines; returns false at the end of the file. */
    boolean read(Chunk chunk) throws IOException {
        long from = next.getAndIncrement() * CHUNK_BYTES;
        if (from >= size) {
            return false;
        }
        int before = from == 0 ? 0 : 1;
        long readFrom = from - before;
        int wanted = (int) Math.min(before + CHUNK_BYTES + LINE_BYTES_MAX, size - readFrom);
        ByteBuffer buffer = chunk.buffer.clear().limit(wanted);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, readFrom + buffer.position()) < 0) {
                throw new IOException("The file became shorter while it was read");
            }
        }
        byte[] bytes = chunk.bytes;
        Arrays.fill(bytes, wanted, wanted + EventDecoder.SLACK_BYTES, (byte) 0);
        chunk.limit = wanted;
        chunk.end = (int) Math.min(before + CHUNK_BYTES, size - readFrom);
        chunk.start = before;
        if (before == 1) {
            int lineEnd = 0;
            while (lineEnd < chunk.end && bytes[lineEnd] != '\n') {
                lineEnd++;
            }
            chunk.start = lineEnd + 1;
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
