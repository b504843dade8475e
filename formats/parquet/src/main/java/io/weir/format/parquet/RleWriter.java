package io.weir.format.parquet;

import io.weir.engine.spi.ByteSink;

/** Writes parquet's hybrid of runs and bit-packed numbers. */
final class RleWriter {
    private static final int GROUP = 8;

    private RleWriter() {}

    /** Appends the first count numbers, each of at most so many bits. */
    static void write(int[] numbers, int count, int bitWidth, ByteSink out) {
        int at = 0;
        while (at < count) {
            int run = run(numbers, at, count);
            if (run >= GROUP || at + run == count) {
                writeVarint((long) run << 1, out);
                int value = numbers[at];
                for (int i = 0; i < (bitWidth + 7) / 8; i++) {
                    out.append((byte) (value >>> (8 * i)));
                }
                at += run;
            } else {
                int end = at + GROUP;
                while (end < count && run(numbers, end, count) < GROUP) {
                    end += GROUP;
                }
                writePacked(numbers, at, Math.min(end, count), bitWidth, out);
                at = Math.min(end, count);
            }
        }
    }

    private static int run(int[] numbers, int at, int count) {
        int end = at + 1;
        while (end < count && numbers[end] == numbers[at]) {
            end++;
        }
        return end - at;
    }

    private static void writePacked(int[] numbers, int from, int to, int bitWidth, ByteSink out) {
        int groups = (to - from + GROUP - 1) / GROUP;
        writeVarint((long) groups << 1 | 1, out);
        long word = 0;
        int bits = 0;
        for (int i = 0; i < groups * GROUP; i++) {
            long value = from + i < to ? numbers[from + i] : 0;
            word |= value << bits;
            bits += bitWidth;
            while (bits >= Byte.SIZE) {
                out.append((byte) word);
                word >>>= Byte.SIZE;
                bits -= Byte.SIZE;
            }
        }
    }

    private static void writeVarint(long number, ByteSink out) {
        long left = number;
        while (left >= 0x80) {
            out.append((byte) (left | 0x80));
            left >>>= 7;
        }
        out.append((byte) left);
    }
}
