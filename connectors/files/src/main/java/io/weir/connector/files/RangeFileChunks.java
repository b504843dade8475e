package io.weir.connector.files;

import io.weir.engine.connector.ByteOrderMark;
import io.weir.engine.connector.RecordLimit;
import io.weir.engine.spi.Lines;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Chunks that are ranges of bytes, so that readers work without waiting for each other: each reads its range by
 * position, skips the record that began before the range, and reads on to the end of its last record. Only for records
 * that end with the first line feed.
 */
final class RangeFileChunks implements FileChunks {
    private final List<SourceFile> files;
    private final ChunkPlan plan;
    private final int recordBytesMax;
    /** Where in the first file a record is known to begin. */
    private final long firstRecord;

    private final AtomicLong nextChunk = new AtomicLong();

    /** Makes the chunks of files, and before them those of the rest of a file that was begun, if there is one. */
    RangeFileChunks(Optional<FileCut> cut, List<SourceFile> waiting, int chunkBytes, int recordBytesMax) {
        List<SourceFile> all = new ArrayList<>(waiting);
        cut.ifPresent(begun -> all.add(0, begun.file()));
        files = List.copyOf(all);
        plan = new ChunkPlan(files, chunkBytes, cut.map(FileCut::position).orElse(0L));
        firstRecord = cut.filter(FileCut::isAtRecord).map(FileCut::position).orElse(0L);
        this.recordBytesMax = recordBytesMax;
    }

    @Override
    public FileChunkReader createReader() {
        return new Reader();
    }

    @Override
    public void stop() {
        nextChunk.set(plan.chunkCount());
    }

    @Override
    public boolean isExhausted() {
        return nextChunk.get() >= plan.chunkCount();
    }

    @Override
    public FilesPosition position() {
        long chunk = nextChunk.get();
        if (chunk >= plan.chunkCount()) {
            return new FilesPosition(Optional.empty(), List.of(), List.of());
        }
        int file = plan.file(chunk);
        long start = plan.start(file, chunk);
        if (start == 0) {
            return new FilesPosition(Optional.empty(), files.subList(file, files.size()), List.of());
        }
        FileCut cut = isRecord(file, start)
                ? FileCut.atRecord(files.get(file), start)
                : FileCut.inRange(files.get(file), start);
        return new FilesPosition(Optional.of(cut), files.subList(file + 1, files.size()), List.of());
    }

    /** True if a record is known to begin at a byte of a file. */
    private boolean isRecord(int file, long position) {
        return position == 0 || file == 0 && position == firstRecord;
    }

    @Override
    public void close() {}

    private final class Reader implements FileChunkReader {
        /** What is read beyond the range at once, to find the end of the last record. */
        private static final int BEYOND_BYTES = 4096;

        private byte[] buffer = new byte[1 + plan.chunkBytes() + BEYOND_BYTES];
        private int filled;
        private int start;
        private int end;
        private long position;
        private long chunk;
        private int file = -1;
        // A channel of its own: an interrupt of another reader's thread would close a shared one.
        private @Nullable FileChannel channel;

        @Override
        public boolean next() {
            if (isExhausted()) {
                return false;
            }
            long claimed = nextChunk.getAndIncrement();
            if (claimed >= plan.chunkCount()) {
                return false;
            }
            chunk = claimed;
            int itsFile = plan.file(claimed);
            try {
                FileChannel opened = open(itsFile);
                long rangeStart = plan.start(itsFile, claimed);
                read(opened, rangeStart, plan.end(itsFile, claimed), isRecord(itsFile, rangeStart));
            } catch (IOException e) {
                throw FileErrors.reading(files.get(itsFile).path(), e);
            }
            return true;
        }

        private FileChannel open(int index) throws IOException {
            if (index != file || channel == null) {
                close();
                channel = FileChannel.open(files.get(index).path(), StandardOpenOption.READ);
                file = index;
            }
            return channel;
        }

        private void read(FileChannel from, long rangeStart, long rangeEnd, boolean isAtRecord) throws IOException {
            if (buffer.length > 4 * (plan.chunkBytes() + BEYOND_BYTES)) {
                buffer = new byte[1 + plan.chunkBytes() + BEYOND_BYTES];
            }
            // The byte before the range tells whether a record begins with the range.
            position = isAtRecord ? rangeStart : rangeStart - 1;
            filled = 0;
            int ownEnd = (int) (rangeEnd - position);
            fill(from, ownEnd + BEYOND_BYTES);
            if (isAtRecord) {
                start = rangeStart == 0 ? ByteOrderMark.lengthAt(buffer, 0, filled) : 0;
            } else {
                start = Lines.indexOf(buffer, 0, ownEnd - 1) + 1;
                if (start == 0) {
                    end = 0;
                    return;
                }
            }
            findEnd(from, ownEnd);
        }

        private void findEnd(FileChannel from, int ownEnd) throws IOException {
            int searched = ownEnd - 1;
            while (true) {
                int lineFeed = Lines.indexOf(buffer, searched, filled);
                if (lineFeed >= 0) {
                    end = lineFeed + 1;
                    return;
                }
                if (position + filled >= files.get(file).bytes()) {
                    end = filled;
                    return;
                }
                searched = filled;
                int recordStart = Math.max(start, Lines.lastIndexOf(buffer, start, ownEnd - 1) + 1);
                if (filled - recordStart > recordBytesMax) {
                    throw RecordLimit.exceeded(files.get(file).label(), position + recordStart, recordBytesMax);
                }
                fill(from, (int) Math.min(2L * filled, (long) recordStart + recordBytesMax + 1));
            }
        }

        /** Reads on until the buffer holds this many bytes, or all up to the end of the file. */
        private void fill(FileChannel from, int bytes) throws IOException {
            SourceFile source = files.get(file);
            int wanted = (int) Math.min(bytes, source.bytes() - position);
            if (wanted > buffer.length) {
                buffer = Arrays.copyOf(buffer, wanted);
            }
            ByteBuffer target = ByteBuffer.wrap(buffer, filled, wanted - filled);
            while (target.hasRemaining()) {
                int read = from.read(target, position + target.position());
                if (read < 0) {
                    throw FileErrors.shortened(source, from.size());
                }
            }
            filled = wanted;
        }

        @Override
        public long sequence() {
            return chunk;
        }

        @Override
        public SourceFile file() {
            return files.get(file);
        }

        @Override
        public byte[] data() {
            return buffer;
        }

        @Override
        public int start() {
            return start;
        }

        @Override
        public int end() {
            return end;
        }

        @Override
        public long position() {
            return position;
        }

        @Override
        public void close() {
            if (channel != null) {
                try {
                    channel.close();
                } catch (IOException e) {
                    throw FileErrors.reading(files.get(file).path(), e);
                } finally {
                    channel = null;
                }
            }
        }
    }
}
