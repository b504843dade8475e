package io.weir.connector.files;

import io.weir.engine.connector.ByteInput;
import io.weir.engine.connector.Chunk;
import io.weir.engine.connector.RecordCutter;
import io.weir.engine.spi.Decoder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chunks that are cut record by record while the files are read from the beginning to the end; readers take turns
 * cutting, and decode side by side. For what cannot be read from the middle (compressed files, records that may hold
 * line feeds) and for small batches, which hold exactly as many records as asked for.
 */
final class CutFileChunks implements FileChunks {
    private static final int CHUNK_BYTES = 128 * 1024;

    private final List<SourceFile> files;
    private final Decoder decoder;
    private final int recordsMax;
    private final int recordBytesMax;

    /** The file that is being read; the number of files at the end. Guarded by this, as all that follows. */
    private int file = -1;

    private @Nullable ByteInput input;
    private @Nullable RecordCutter cutter;
    private long nextSequence;
    private volatile boolean exhausted;

    CutFileChunks(List<SourceFile> files, Decoder decoder, int recordsMax, int recordBytesMax) {
        this.files = files;
        this.decoder = decoder;
        this.recordsMax = recordsMax;
        this.recordBytesMax = recordBytesMax;
        exhausted = files.isEmpty();
    }

    @Override
    public List<SourceFile> files() {
        return files;
    }

    @Override
    public FileChunkReader createReader() {
        return new Reader();
    }

    @Override
    public void stop() {
        exhausted = true;
    }

    @Override
    public boolean isExhausted() {
        return exhausted;
    }

    /** Cuts the next chunk and returns the index of its file; -1 at the end of the last file. */
    private synchronized int next(Chunk chunk) {
        while (!exhausted) {
            if (cutter == null && !openNext()) {
                exhausted = true;
                break;
            }
            try {
                if (cutter != null && cutter.next(chunk)) {
                    chunk.setSequence(nextSequence++);
                    return file;
                }
            } catch (IOException e) {
                throw FileErrors.reading(files.get(file).path(), e);
            }
            closeFile();
        }
        return -1;
    }

    private boolean openNext() {
        file++;
        if (file >= files.size()) {
            return false;
        }
        SourceFile next = files.get(file);
        InputStream stream = null;
        try {
            stream = Files.newInputStream(next.path());
            input = ByteInput.of(
                    next.bytes() == 0 ? stream : Compression.of(next).decompress(stream));
        } catch (IOException e) {
            closeQuietly(stream, e);
            throw FileErrors.reading(next.path(), e);
        }
        cutter = new RecordCutter(input, next.label(), decoder, CHUNK_BYTES, recordsMax, recordBytesMax);
        return true;
    }

    private static void closeQuietly(@Nullable InputStream stream, IOException failure) {
        if (stream != null) {
            try {
                stream.close();
            } catch (IOException e) {
                failure.addSuppressed(e);
            }
        }
    }

    private void closeFile() {
        cutter = null;
        if (input != null) {
            try {
                input.close();
            } catch (IOException e) {
                throw FileErrors.reading(files.get(file).path(), e);
            } finally {
                input = null;
            }
        }
    }

    @Override
    public synchronized void close() {
        exhausted = true;
        closeFile();
    }

    private final class Reader implements FileChunkReader {
        private final Chunk chunk = new Chunk();
        private int chunkFile;

        @Override
        public boolean next() {
            int found = CutFileChunks.this.next(chunk);
            if (found < 0) {
                return false;
            }
            chunkFile = found;
            return true;
        }

        @Override
        public long sequence() {
            return chunk.sequence();
        }

        @Override
        public int file() {
            return chunkFile;
        }

        @Override
        public byte[] data() {
            return chunk.data();
        }

        @Override
        public int start() {
            return 0;
        }

        @Override
        public int end() {
            return chunk.length();
        }

        @Override
        public long position() {
            return chunk.position();
        }

        @Override
        public void close() {}
    }
}
