package io.weir.engine.epoch;

import io.weir.engine.spi.ByteSink;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The form of a chunk: a head, then blocks of entries, in the order of key groups.
 *
 * <pre>
 *   head    version (1 byte), flags (1 byte), number of blocks (4 bytes), then for each block
 *           its first and last key group (1 byte each), length, entries and CRC-32C (4 bytes each, little-endian)
 *   entry   key group (1 byte, 0xFF: for all instances), length of the key, key,
 *           length of the value plus one or 0 for a key that is gone, value; lengths in groups of 7 bits
 * </pre>
 *
 * The manifest has the CRC-32C of the head, and the head that of each block: a reader of one block can tell that it is
 * whole.
 */
final class ChunkFormat {
    /** Key groups, and one for the entries of the instance. */
    static final int GROUP_CODES = 129;

    static final int FIXED_HEAD_BYTES = 6;
    static final int BLOCK_HEAD_BYTES = 14;

    /** A block is cut as soon as it has this size. */
    static final int BLOCK_BYTES = 256 << 10;

    private static final int VERSION = 1;
    private static final int CONTINUES = 1;
    private static final int NEW_KEYS = 2;

    private ChunkFormat() {}

    /** A key group's place in the order of a chunk: entries for all come last. */
    static int order(int group) {
        return group == ChunkWriter.FOR_ALL ? GROUP_CODES - 1 : group;
    }

    static int checksum(byte[] bytes, int start, int count) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, start, count);
        return (int) crc.getValue();
    }

    /** The number of bytes of the head that begins here, or -1 if this is none. */
    static int headLength(byte[] bytes, int start, int count) {
        if (count < FIXED_HEAD_BYTES || bytes[start] != VERSION) {
            return -1;
        }
        long length = FIXED_HEAD_BYTES + (long) BLOCK_HEAD_BYTES * getInt(bytes, start + 2);
        return length < FIXED_HEAD_BYTES || length > Integer.MAX_VALUE ? -1 : (int) length;
    }

    /** Whether no key of the chunk stands in the one before it: both were cut from one. */
    static boolean isContinuation(byte[] bytes) {
        return (bytes[1] & CONTINUES) != 0;
    }

    /** Whether no chunk before it has an entry of one of its keys that still counts. */
    static boolean hasNewKeys(byte[] bytes) {
        return (bytes[1] & NEW_KEYS) != 0;
    }

    static int getInt(byte[] bytes, int at) {
        return bytes[at] & 0xFF | (bytes[at + 1] & 0xFF) << 8 | (bytes[at + 2] & 0xFF) << 16 | bytes[at + 3] << 24;
    }

    private static void putInt(byte[] bytes, int at, int value) {
        for (int i = 0; i < Integer.BYTES; i++) {
            bytes[at + i] = (byte) (value >>> (8 * i));
        }
    }

    /** The blocks of a chunk. */
    static final class Head {
        final int count;
        final int[] firstCodes;
        final int[] lastCodes;
        final int[] lengths;
        final int[] checksums;
        /** Where each block begins in the chunk; one more: where the last one ends. */
        final long[] starts;

        private Head(byte[] bytes, int headLength) {
            count = getInt(bytes, 2);
            firstCodes = new int[count];
            lastCodes = new int[count];
            lengths = new int[count];
            checksums = new int[count];
            starts = new long[count + 1];
            long start = headLength;
            for (int i = 0; i < count; i++) {
                int at = FIXED_HEAD_BYTES + i * BLOCK_HEAD_BYTES;
                firstCodes[i] = order(bytes[at] & 0xFF);
                lastCodes[i] = order(bytes[at + 1] & 0xFF);
                lengths[i] = getInt(bytes, at + 2);
                checksums[i] = getInt(bytes, at + 10);
                starts[i] = start;
                start += lengths[i];
            }
            starts[count] = start;
        }

        /** The head, or null if it is not what the manifest speaks of. */
        static @Nullable Head read(byte[] bytes, int headLength, Manifest.Chunk chunk) {
            if (checksum(bytes, 0, headLength) != chunk.checksum()) {
                return null;
            }
            Head head = new Head(bytes, headLength);
            return head.starts[head.count] == chunk.length() ? head : null;
        }
    }

    /** Cuts entries into blocks and writes the head of a chunk. */
    static final class HeadBuilder {
        private int count;
        private int[] firstCodes = new int[8];
        private int[] lastCodes = new int[8];
        private int[] lengths = new int[8];
        private int[] entries = new int[8];
        private int start;

        void clear() {
            count = 0;
        }

        int length() {
            return FIXED_HEAD_BYTES + count * BLOCK_HEAD_BYTES;
        }

        /** Entries of a group, which come in the order of groups; they are not parted. */
        void entries(int code, int length, int number) {
            if (count == 0 || lengths[count - 1] >= BLOCK_BYTES) {
                if (count == lengths.length) {
                    firstCodes = Arrays.copyOf(firstCodes, 2 * count);
                    lastCodes = Arrays.copyOf(lastCodes, 2 * count);
                    lengths = Arrays.copyOf(lengths, 2 * count);
                    entries = Arrays.copyOf(entries, 2 * count);
                }
                firstCodes[count] = code;
                lengths[count] = 0;
                entries[count] = 0;
                count++;
            }
            lastCodes[count - 1] = code;
            lengths[count - 1] += length;
            entries[count - 1] += number;
        }

        /** Leaves room for the head. */
        void begin(boolean isContinuation, boolean hasNewKeys, ByteSink to) {
            start = to.length();
            int length = length();
            to.reserve(length);
            byte[] bytes = to.bytes();
            bytes[start] = VERSION;
            bytes[start + 1] = (byte) ((isContinuation ? CONTINUES : 0) | (hasNewKeys ? NEW_KEYS : 0));
            putInt(bytes, start + 2, count);
            to.claim(length);
        }

        /** Fills the head in, once the blocks stand behind it. */
        void finish(ByteSink to) {
            byte[] bytes = to.bytes();
            int block = start + length();
            for (int i = 0; i < count; i++) {
                int at = start + FIXED_HEAD_BYTES + i * BLOCK_HEAD_BYTES;
                bytes[at] = group(firstCodes[i]);
                bytes[at + 1] = group(lastCodes[i]);
                putInt(bytes, at + 2, lengths[i]);
                putInt(bytes, at + 6, entries[i]);
                putInt(bytes, at + 10, checksum(bytes, block, lengths[i]));
                block += lengths[i];
            }
        }

        private static byte group(int code) {
            return (byte) (code == GROUP_CODES - 1 ? ChunkWriter.FOR_ALL : code);
        }
    }
}
