package io.weir.format.parquet;

import io.weir.engine.text.Words;

/** DELTA_BINARY_PACKED: integers as differences, in blocks of packed numbers. Reads one miniblock at a time. */
final class DeltaReader {
    private static final int MINIBLOCK_VALUES_MAX = 1 << 20;

    private final byte[] data;
    private final int miniblocks;
    private final int miniblockValues;
    private final int total;
    private final long[] values;
    private int next;
    /** The miniblock of the current block that comes next. */
    private int miniblock;

    private int widthsStart;
    private long minDelta;
    private long last;
    private int given;
    private int at;
    private int filled;

    DeltaReader(byte[] data, int start, int valuesMax) {
        this.data = data;
        next = start;
        long blockValues = varint();
        miniblocks = (int) varint();
        total = (int) varint();
        last = zigzag(varint());
        if (miniblocks < 1
                || total < 0
                || total > valuesMax
                || blockValues < 1
                || blockValues / miniblocks > MINIBLOCK_VALUES_MAX) {
            throw new DamagedException("a delta encoding without sense");
        }
        miniblockValues = (int) (blockValues / miniblocks);
        miniblock = miniblocks;
        values = new long[Math.max(1, miniblockValues)];
        values[0] = last;
        filled = total == 0 ? 0 : 1;
    }

    /** The number of all values. */
    int total() {
        return total;
    }

    long next() {
        if (at == filled) {
            if (given >= total) {
                throw new DamagedException("fewer values than its header says");
            }
            fill();
        }
        given++;
        return values[at++];
    }

    private void fill() {
        if (miniblock == miniblocks) {
            minDelta = zigzag(varint());
            widthsStart = next;
            next += miniblocks;
            miniblock = 0;
        }
        int width = data[widthsStart + miniblock++];
        if (width < 0 || width > Long.SIZE) {
            throw new DamagedException("a delta encoding without sense");
        }
        long sum = last;
        long bit = 0;
        for (int i = 0; i < miniblockValues; i++) {
            sum += minDelta + packed(bit, width);
            values[i] = sum;
            bit += width;
        }
        next += miniblockValues * width / Byte.SIZE;
        last = sum;
        at = 0;
        filled = Math.min(miniblockValues, total - given);
    }

    private long packed(long bit, int width) {
        if (width == 0) {
            return 0;
        }
        int index = next + (int) (bit >>> 3);
        int shift = (int) (bit & 7);
        long low = Words.get(data, index) >>> shift;
        if (shift + width > Long.SIZE) {
            low |= (long) data[index + Long.BYTES] << (Long.SIZE - shift);
        }
        return width == Long.SIZE ? low : low & ((1L << width) - 1);
    }

    /** Reads to the end and gives the index behind it; miniblocks that hold no value are not there. */
    int end() {
        while (given < total) {
            next();
        }
        return next;
    }

    private long varint() {
        long number = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            long b = data[next++];
            number |= (b & 0x7F) << shift;
            if (b >= 0) {
                return number;
            }
        }
        throw new DamagedException("a number is too long");
    }

    private static long zigzag(long number) {
        return number >>> 1 ^ -(number & 1);
    }
}
