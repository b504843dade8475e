package io.weir.connector.collect;

import io.weir.engine.connector.FolderNames;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * One file of a log: a header, then frames. Offsets count the bytes of all files, headers and all, so that the next one
 * begins at the offset at which this one ends.
 *
 * @param path the file, named after its first offset
 * @param log the log's id
 * @param base the offset of its first byte
 * @param firstRecord the number of records before it
 */
record CollectSegment(Path path, long log, long base, long firstRecord) {
    static final int HEADER_BYTES = 4 * Long.BYTES + Integer.BYTES;

    private static final long MAGIC = 0x5745_4952_4c4f_4731L; // WEIRLOG1
    private static final String ENDING = ".log";

    /** The offset of its first frame. */
    long firstFrame() {
        return base + HEADER_BYTES;
    }

    static Path path(Path folder, long base) {
        return folder.resolve(String.format(Locale.ROOT, "%020d%s", base, ENDING));
    }

    static boolean isSegment(Path file) {
        return String.valueOf(file.getFileName()).matches("\\d{20}\\" + ENDING);
    }

    static long base(Path file) {
        String name = String.valueOf(file.getFileName());
        return Long.parseLong(name.substring(0, name.length() - ENDING.length()));
    }

    /** Makes the file with its header, both safe when this returns. */
    static CollectSegment create(Path folder, long log, long base, long firstRecord) throws IOException {
        CollectSegment segment = new CollectSegment(path(folder, base), log, base, firstRecord);
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
        header.putLong(MAGIC).putLong(log).putLong(base).putLong(firstRecord);
        header.putInt(checksum(header.array())).flip();
        try (FileChannel channel = FileChannel.open(
                segment.path,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            while (header.hasRemaining()) {
                channel.write(header);
            }
            channel.force(true);
        }
        FolderNames.sync(folder);
        return segment;
    }

    /** What the header of a file says; empty if it was not wholly written. */
    static Optional<CollectSegment> read(Path file) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (header.hasRemaining()) {
                if (channel.read(header) < 0) {
                    return Optional.empty();
                }
            }
        }
        header.flip();
        long magic = header.getLong();
        CollectSegment segment = new CollectSegment(file, header.getLong(), header.getLong(), header.getLong());
        boolean isWhole = magic == MAGIC && header.getInt() == checksum(header.array()) && segment.base == base(file);
        return isWhole ? Optional.of(segment) : Optional.empty();
    }

    private static int checksum(byte[] header) {
        CRC32C checksum = new CRC32C();
        checksum.update(header, 0, HEADER_BYTES - Integer.BYTES);
        return (int) checksum.getValue();
    }
}
