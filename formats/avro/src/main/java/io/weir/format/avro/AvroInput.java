package io.weir.format.avro;

/** The bytes of one record in Avro's binary encoding, read from front to back. */
final class AvroInput {
    private byte[] data = new byte[0];
    private int at;
    private int end;

    void begin(byte[] newData, int start, int newEnd) {
        data = newData;
        at = start;
        end = newEnd;
    }

    byte[] data() {
        return data;
    }

    /** Gives the index of as many bytes, which are passed over. */
    int take(long length) {
        if (length < 0) {
            throw new AvroFailure("a length is negative: " + length);
        } else if (length > end - at) {
            throw ended();
        }
        int start = at;
        at += (int) length;
        return start;
    }

    private static AvroFailure ended() {
        return new AvroFailure("it ends too early");
    }

    boolean readBoolean() {
        return data[take(1)] == 1;
    }

    /** Reads a number of zigzag form, of at most five bytes. */
    int readInt() {
        int value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int next = data[take(1)];
            value |= (next & 0x7F) << shift;
            if (next >= 0) {
                return (value >>> 1) ^ -(value & 1);
            }
        }
        throw new AvroFailure("a number has too many bytes");
    }

    /** Reads a number of zigzag form, of at most ten bytes. */
    long readLong() {
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            int next = data[take(1)];
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return (value >>> 1) ^ -(value & 1);
            }
        }
        throw new AvroFailure("a number has too many bytes");
    }

    /** The number of items in the next block of an array or a map; 0 when there is none. */
    long readBlock() {
        long count = readLong();
        if (count >= 0) {
            return count;
        }
        readLong(); // the block's size in bytes
        return -count;
    }

    /** True if a value of a nullable type is there. */
    boolean readBranch() {
        int branch = readInt();
        if (branch < 0 || branch > 1) {
            throw new AvroFailure("a value is neither NULL nor of the column's type");
        }
        return branch == 1;
    }

    float readFloat() {
        int start = take(Float.BYTES);
        return Float.intBitsToFloat((data[start] & 0xFF)
                | (data[start + 1] & 0xFF) << 8
                | (data[start + 2] & 0xFF) << 16
                | data[start + 3] << 24);
    }

    double readDouble() {
        int start = take(Double.BYTES);
        long bits = 0;
        for (int i = Double.BYTES - 1; i >= 0; i--) {
            bits = bits << Byte.SIZE | (data[start + i] & 0xFF);
        }
        return Double.longBitsToDouble(bits);
    }
}
