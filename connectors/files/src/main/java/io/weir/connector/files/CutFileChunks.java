package io.weir.connector.files;

import io.weir.engine.connector.ByteInput;
import io.weir.engine.connector.Chunk;
import io.weir.engine.connector.RecordCutter;
import io.weir.engine.spi.Decoder;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Chunks that are cut record by record while the files are read from the beginning to the end; readers take turns
 * cutting, and decode side by side. For what cannot be read from the middle (compressed files, records that may hold
 * line feeds) and for small batches, which hold exactly as many records as asked for.
 */
final class CutFileChunks implements FileChunks {
    private static final int CHUNK_BYTES = 128 * 1024;

    private final FileQueue files;
    private final boolean isLimited;
    private final Decoder decoder;
    private final int recordsMax;
    private final int recordBytesMax;

    /** Where to begin, until that was done; guarded by this, as all that follows. */
    private Optional<FileCut> cut;

    /** The file that is being read. */
    private @Nullable SourceFile file;

    private @Nullable ByteInput input;
    private @Nullable RecordCutter cutter;
    private long nextSequence;
    private volatile boolean exhausted;

    /**
     * Makes the chunks of files, and before them those of the rest of a file that was begun, if there is one.
     *
     * @param isLimited true if what is appended to files is not read
     */
    CutFileChunks(
            Optional<FileCut> cut,
            FileQueue files,
            boolean isLimited,
            Decoder decoder,
            int recordsMax,
            int recordBytesMax) {
        this.cut = cut;
        this.files = files;
        this.isLimited = isLimited;
        this.decoder = decoder;
        this.recordsMax = recordsMax;
        this.recordBytesMax = recordBytesMax;
        exhausted = cut.isEmpty() && files.hasEnded();
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
                FileCut next = nextFile();
                if (next == null) {
                    exhausted = files.hasEnded();
                    return null;
                }
                current = next.file();
                open(next);
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

    private @Nullable FileCut nextFile() {
        if (cut.isPresent()) {
            FileCut begun = cut.get();
            cut = Optional.empty();
            return begun;
        }
        SourceFile next = files.next();
        return next == null ? null : FileCut.atRecord(next, 0);
    }

    private void open(FileCut next) {
        file = next.file();
        FileStreams.At opened;
        try {
            opened = FileStreams.openAt(next, isLimited);
        } catch (IOException e) {
            throw FileErrors.reading(next.file().path(), e);
        }
        input = ByteInput.of(opened.stream());
        cutter = new RecordCutter(input, next.file().label(), decoder, CHUNK_BYTES, recordsMax, recordBytesMax);
        cutter.beginAt(opened.position());
    }

    @Override
    public synchronized FilesPosition position() {
        SourceFile open = file;
        Optional<FileCut> at =
                cutter == null || open == null ? cut : Optional.of(FileCut.atRecord(open, cutter.position()));
        return exhausted
                ? new FilesPosition(Optional.empty(), List.of(), List.of())
                : new FilesPosition(at, files.waiting(), files.seen());
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
