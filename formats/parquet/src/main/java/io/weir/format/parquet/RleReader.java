package io.weir.format.parquet;

import io.weir.engine.text.Words;
import java.util.Arrays;

/**
 * Reads parquet's hybrid of runs and bit-packed numbers: levels, and ids of dictionaries. The data must go on for eight
 * readable bytes behind its end.
 */
final class RleReader {
    private byte[] data = new byte[0];
    private int next;
    private int end;
    private int bitWidth;
    private int mask;
    /** How many numbers of the current run are left. */
    private int left;

    private boolean isPacked;
    /** The number of a run. */
    private int value;
    /** Where the next packed number begins, in bits from {@link #packedStart}. */
    private long packedBit;

    private int packedStart;

    void set(byte[] from, int start, int endOfData, int width) {
        data = from;
        next = start;
        end = endOfData;
        bitWidth = width;
        mask = width == 32 ? -1 : (1 << width) - 1;
        left = 0;
    }

    private void nextRun() {
        if (next >= end) {
            if (bitWidth != 0) {
                throw new DamagedException("fewer numbers than values");
            }
            isPacked = false;
            value = 0;
            left = Integer.MAX_VALUE;
            return;
        }
        int header = varint();
        isPacked = (header & 1) != 0;
        if (isPacked) {
            int groups = header >>> 1;
            left = Math.multiplyExact(groups, 8);
            packedStart = next;
            packedBit = 0;
            next += groups * bitWidth;
        } else {
            left = header >>> 1;
            value = 0;
            for (int i = 0; i < (bitWidth + 7) / 8; i++) {
                value |= (data[next++] & 0xFF) << (8 * i);
            }
        }
    }

    private int varint() {
        int number = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int b = data[next++];
            number |= (b & 0x7F) << shift;
            if (b >= 0) {
                return number;
            }
        }
        throw new DamagedException("a number is too long");
    }

    void read(int[] to, int at, int count) {
        int done = 0;
        while (done < count) {
            if (left == 0) {
                nextRun();
            }
            int n = Math.min(left, count - done);
            if (isPacked) {
                unpack(data, packedStart, packedBit, bitWidth, mask, to, at + done, n);
                packedBit += (long) n * bitWidth;
            } else {
                Arrays.fill(to, at + done, at + done + n, value);
            }
            left -= n;
            done += n;
        }
    }

    /** As {@link #read}, of numbers that fit a byte. */
    void readBytes(byte[] to, int count) {
        int done = 0;
        while (done < count) {
            if (left == 0) {
                nextRun();
            }
            int n = Math.min(left, count - done);
            if (isPacked) {
                for (int i = 0; i < n; i++) {
                    to[done + i] = (byte) packed(i);
                }
                packedBit += (long) n * bitWidth;
            } else {
                Arrays.fill(to, done, done + n, (byte) value);
            }
            left -= n;
            done += n;
        }
    }

    void skip(int count) {
        int done = 0;
        while (done < count) {
            if (left == 0) {
                nextRun();
            }
            int n = Math.min(left, count - done);
            packedBit += (long) n * bitWidth;
            left -= n;
            done += n;
        }
    }

    /** Skips numbers and counts those that equal the given one. */
    int skipAndCount(int count, int wanted) {
        int found = 0;
        int done = 0;
        while (done < count) {
            if (left == 0) {
                nextRun();
            }
            int n = Math.min(left, count - done);
            if (!isPacked) {
                found += value == wanted ? n : 0;
            } else {
                for (int i = 0; i < n; i++) {
                    found += packed(i) == wanted ? 1 : 0;
                }
                packedBit += (long) n * bitWidth;
            }
            left -= n;
            done += n;
        }
        return found;
    }

    /** Reads numbers as flags: whether each differs from the given one; counts those that are equal. */
    int readAbsence(boolean[] absent, int count, int present) {
        int found = 0;
        int done = 0;
        while (done < count) {
            if (left == 0) {
                nextRun();
            }
            int n = Math.min(left, count - done);
            if (!isPacked) {
                Arrays.fill(absent, done, done + n, value != present);
                found += value == present ? n : 0;
            } else {
                for (int i = 0; i < n; i++) {
                    boolean isPresent = packed(i) == present;
                    absent[done + i] = !isPresent;
                    found += isPresent ? 1 : 0;
                }
                packedBit += (long) n * bitWidth;
            }
            left -= n;
            done += n;
        }
        return found;
    }

    private int packed(int index) {
        long bit = packedBit + (long) index * bitWidth;
        return (int) (Words.get(data, packedStart + (int) (bit >>> 3)) >>> (bit & 7)) & mask;
    }

    /** A number has at most 32 bits, so that it lies in the eight bytes from the one in which it begins. */
    private static void unpack(byte[] data, int start, long firstBit, int width, int mask, int[] to, int at, int n) {
        long bit = firstBit;
        for (int i = 0; i < n; i++) {
            to[at + i] = (int) (Words.get(data, start + (int) (bit >>> 3)) >>> (bit & 7)) & mask;
            bit += width;
        }
    }
}
