package io.weir.connector.files;

import io.weir.engine.connector.ByteInput;
import io.weir.engine.connector.Chunk;
import io.weir.engine.connector.RecordCutter;
import io.weir.engine.spi.Decoder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;

/**
 * Chunks that are cut record by record while the files are read from the beginning to the end; readers take turns
 * cutting, and decode side by side. For what cannot be read from the middle (compressed files, records that may hold
 * line feeds) and for small batches, which hold exactly as many records as asked for.
 */
final class CutFileChunks implements FileChunks {
    private static final int CHUNK_BYTES = 128 * 1024;

    private final FileQueue files;
    private final Decoder decoder;
    private final int recordsMax;
    private final int recordBytesMax;

    /** The file that is being read; guarded by this, as all that follows. */
    private @Nullable SourceFile file;

    private @Nullable ByteInput input;
    private @Nullable RecordCutter cutter;
    private long nextSequence;
    private volatile boolean exhausted;

    CutFileChunks(FileQueue files, Decoder decoder, int recordsMax, int recordBytesMax) {
        this.files = files;
        this.decoder = decoder;
        this.recordsMax = recordsMax;
        this.recordBytesMax = recordBytesMax;
        exhausted = files.hasEnded();
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

    /** Cuts the next chunk and returns its file; null if there is none, or none yet. */
    private synchronized @Nullable SourceFile next(Chunk chunk) {
        while (!exhausted) {
            SourceFile current = file;
            if (cutter == null || current == null) {
                current = files.next();
                if (current == null) {
                    exhausted = files.hasEnded();
                    return null;
                }
                open(current);
            }
            try {
                if (cutter != null && cutter.next(chunk)) {
                    chunk.setSequence(nextSequence++);
                    return current;
                }
            } catch (IOException e) {
                throw FileErrors.reading(current.path(), e);
            }
            closeFile();
        }
        return null;
    }

    private void open(SourceFile next) {
        file = next;
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
        SourceFile open = file;
        if (input != null && open != null) {
            try {
                input.close();
            } catch (IOException e) {
                throw FileErrors.reading(open.path(), e);
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
        private @Nullable SourceFile chunkFile;

        @Override
        public boolean next() {
            chunkFile = CutFileChunks.this.next(chunk);
            return chunkFile != null;
        }

        @Override
        public long sequence() {
            return chunk.sequence();
        }

        @Override
        public SourceFile file() {
            SourceFile taken = chunkFile;
            if (taken == null) {
                throw new IllegalStateException("no chunk was taken");
            }
            return taken;
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
