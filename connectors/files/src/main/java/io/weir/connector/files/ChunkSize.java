package io.weir.connector.files;

import io.weir.engine.spi.Lines;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;

/**
 * Chooses the size of chunks: small enough that a chunk, and what is made of it, stays in a core's second-level cache
 * and gives a batch of the wanted number of rows; large enough that handing it out costs nothing. The length of records
 * is estimated from the beginning of the first file.
 */
final class ChunkSize {
    /** Below this number of rows, batches are cut record by record. */
    static final int BATCH_ROWS_MIN = 1024;

    private static final int BATCH_ROWS_MAX = 8192;
    private static final int BYTES_MIN = 16 * 1024;
    private static final int BYTES_MAX = 256 * 1024;
    private static final int PAGE_BYTES = 4096;
    private static final int SAMPLE_BYTES = 32 * 1024;

    private ChunkSize() {}

    static int of(List<SourceFile> files, int batchRowsMax) {
        for (SourceFile file : files) {
            if (file.bytes() > BYTES_MIN) {
                return bytes(recordBytes(file), batchRowsMax);
            }
        }
        return BYTES_MIN;
    }

    /** The size for records of the given average size. */
    static int bytes(double recordBytes, int batchRowsMax) {
        double wanted = recordBytes * Math.min(batchRowsMax, BATCH_ROWS_MAX);
        int pages = (int) Math.min(wanted / PAGE_BYTES, BYTES_MAX / PAGE_BYTES);
        return Math.max(BYTES_MIN, pages * PAGE_BYTES);
    }

    private static double recordBytes(SourceFile file) {
        try (InputStream stream = Files.newInputStream(file.path())) {
            byte[] sample = stream.readNBytes(SAMPLE_BYTES);
            int records = Lines.count(sample, 0, sample.length);
            return (double) sample.length / Math.max(1, records);
        } catch (IOException e) {
            throw FileErrors.reading(file.path(), e);
        }
    }
}
