package io.weir.connector.files;

import io.weir.engine.spi.FileEncoder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that is being written under its hidden name. */
final class PartFile implements AutoCloseable {
    private final Path hidden;
    private final String partition;
    private final String name;
    private final long openedMillis;
    private final FileChannel channel;
    private final FileEncoder.OpenFile rows;
    private long writtenMillis;
    private long bytesOut;

    /** Opens a file, which must not be there. */
    PartFile(Path hidden, String partition, String name, FileEncoder encoder, long nowMillis) throws IOException {
        this.hidden = hidden;
        this.partition = partition;
        this.name = name;
        openedMillis = nowMillis;
        writtenMillis = nowMillis;
        channel = FileChannel.open(hidden, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        rows = encoder.begin(new Stream());
    }

    /** What the encoder writes to. */
    private final class Stream extends OutputStream {
        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] source, int start, int length) throws IOException {
            ByteBuffer bytes = ByteBuffer.wrap(source, start, length);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            bytesOut += length;
        }
    }

    Path hidden() {
        return hidden;
    }

    String partition() {
        return partition;
    }

    String name() {
        return name;
    }

    FileEncoder.OpenFile rows() {
        return rows;
    }

    /** The bytes that were written to the file. */
    long bytesOut() {
        return bytesOut;
    }

    void touch(long nowMillis) {
        writtenMillis = nowMillis;
    }

    boolean isDue(RollingPolicy policy, long nowMillis) {
        return nowMillis - openedMillis >= policy.rolloverMillis()
                || nowMillis - writtenMillis >= policy.inactivityMillis();
    }

    /** Makes what was written so far durable; more may follow. Returns the size of the file. */
    long sync() throws IOException {
        rows.flush();
        channel.force(true);
        return bytesOut;
    }

    /** Completes the file and makes it durable, before anybody may see it. */
    void complete() throws IOException {
        rows.finish();
        channel.force(true);
        channel.close();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
