package io.weir.connector.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * Tells whether the beginning of a file is still what it was: a checksum of samples that are spread evenly over it, its
 * first and its last bytes among them. A change of a few bytes between two samples goes unnoticed.
 */
final class Fingerprint {
    /** Of a file that could not be read. */
    static final long UNKNOWN = -1;

    private static final int SAMPLES = 16;
    private static final int SAMPLE_BYTES = 4096;

    private Fingerprint() {}

    /** The fingerprint of a file's first bytes; {@link #UNKNOWN} if it has fewer. */
    static long of(Path path, long bytes) throws IOException {
        CRC32C checksum = new CRC32C();
        ByteBuffer sample = ByteBuffer.allocate(SAMPLE_BYTES);
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            long last = Math.max(0, bytes - SAMPLE_BYTES);
            int count = (int) Math.min(SAMPLES, 1 + (last + SAMPLE_BYTES - 1) / SAMPLE_BYTES);
            for (int i = 0; i < count; i++) {
                long at = count == 1 ? 0 : (long) ((double) last * i / (count - 1));
                sample.clear().limit((int) Math.min(SAMPLE_BYTES, bytes - at));
                while (sample.hasRemaining()) {
                    if (channel.read(sample, at + sample.position()) < 0) {
                        return UNKNOWN;
                    }
                }
                checksum.update(sample.flip());
            }
        }
        return checksum.getValue();
    }
}
