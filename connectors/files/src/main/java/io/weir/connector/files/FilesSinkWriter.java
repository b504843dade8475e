package io.weir.connector.files;

import io.weir.columnar.Batch;
import io.weir.engine.spi.ByteSink;
import io.weir.engine.spi.Encoder;
import io.weir.engine.spi.SinkWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Writes the files of one instance, each under its hidden name, and the next one when a file has reached its size. */
final class FilesSinkWriter implements SinkWriter {
    private static final int WRITE_BYTES = 128 * 1024;

    private final FilesSink sink;
    private final SinkFolder folder;
    private final Encoder encoder;
    private final long fileBytesMax;
    private final int instance;
    private final ByteSink buffer = new ByteSink();
    private int fileCount;
    private long fileBytes;
    private long bytes;
    private @Nullable FileChannel channel;
    private Path file;

    FilesSinkWriter(FilesSink sink, SinkFolder folder, Encoder encoder, long fileBytesMax, int instance) {
        this.sink = sink;
        this.folder = folder;
        this.encoder = encoder;
        this.fileBytesMax = fileBytesMax;
        this.instance = instance;
        this.file = folder.path();
    }

    @Override
    public boolean write(Batch batch) {
        try {
            for (int i = 0; i < batch.rowCount(); i++) {
                if (channel == null) {
                    open();
                }
                encoder.encode(batch, i, buffer);
                buffer.append((byte) '\n');
                if (fileBytes + buffer.length() >= fileBytesMax) {
                    complete();
                } else if (buffer.length() >= WRITE_BYTES) {
                    writeOut();
                }
            }
        } catch (IOException e) {
            throw FileErrors.writing(file, e);
        }
        return true;
    }

    private void open() throws IOException {
        file = folder.hidden(sink.begin(instance, fileCount++));
        channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        fileBytes = 0;
        encoder.encodeHeader(buffer);
    }

    private void writeOut() throws IOException {
        if (channel != null && buffer.length() > 0) {
            ByteBuffer source = ByteBuffer.wrap(buffer.bytes(), 0, buffer.length());
            while (source.hasRemaining()) {
                channel.write(source);
            }
            fileBytes += buffer.length();
            bytes += buffer.length();
            buffer.clear();
        }
    }

    /** Makes the file durable before anybody may see it. */
    private void complete() throws IOException {
        if (channel != null) {
            writeOut();
            channel.force(true);
            channel.close();
            channel = null;
        }
    }

    @Override
    public void flush() {
        try {
            writeOut();
        } catch (IOException e) {
            throw FileErrors.writing(file, e);
        }
    }

    @Override
    public void finish() {
        try {
            complete();
        } catch (IOException e) {
            throw FileErrors.writing(file, e);
        }
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public void close() {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                throw FileErrors.writing(file, e);
            } finally {
                channel = null;
            }
        }
    }
}
