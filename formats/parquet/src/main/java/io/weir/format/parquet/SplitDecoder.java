package io.weir.format.parquet;

import org.apache.parquet.format.Type;

/** BYTE_STREAM_SPLIT: the first bytes of all values, then all second bytes, and so on. */
final class SplitDecoder extends ValuesDecoder {
    private final byte[] data;
    private final int start;
    private final int valueBytes;
    private final int count;
    private final byte[] texts;
    private int next;

    SplitDecoder(Type type, int fixedBytes, byte[] data, int start, int end) {
        this.data = data;
        this.start = start;
        valueBytes = switch (type) {
            case INT32, FLOAT -> Integer.BYTES;
            case INT64, DOUBLE -> Long.BYTES;
            case FIXED_LEN_BYTE_ARRAY -> fixedBytes;
            default -> throw new DamagedException("an encoding that its type cannot have");
        };
        count = (end - start) / valueBytes;
        boolean isText = type == Type.FIXED_LEN_BYTE_ARRAY;
        texts = new byte[isText ? count * valueBytes : 0];
        for (int i = 0; isText && i < count; i++) {
            for (int b = 0; b < valueBytes; b++) {
                texts[i * valueBytes + b] = data[start + b * count + i];
            }
        }
    }

    private long value(int index) {
        if (index >= count) {
            throw new DamagedException("fewer values than its header says");
        }
        long value = 0;
        for (int b = 0; b < valueBytes; b++) {
            value |= (data[start + b * count + index] & 0xFFL) << (8 * b);
        }
        return value;
    }

    @Override
    void skip(int skipped) {
        next += skipped;
    }

    @Override
    void readInts(int[] to, int at, int wanted) {
        for (int i = 0; i < wanted; i++) {
            to[at + i] = (int) value(next++);
        }
    }

    @Override
    void readLongs(long[] to, int at, int wanted) {
        for (int i = 0; i < wanted; i++) {
            to[at + i] = value(next++);
        }
    }

    @Override
    void readFloats(float[] to, int at, int wanted) {
        for (int i = 0; i < wanted; i++) {
            to[at + i] = Float.intBitsToFloat((int) value(next++));
        }
    }

    @Override
    void readDoubles(double[] to, int at, int wanted) {
        for (int i = 0; i < wanted; i++) {
            to[at + i] = Double.longBitsToDouble(value(next++));
        }
    }

    @Override
    byte[] texts() {
        return texts;
    }

    @Override
    void readTexts(int[] starts, int[] lengths, int at, int wanted) {
        for (int i = 0; i < wanted; i++) {
            starts[at + i] = next++ * valueBytes;
            lengths[at + i] = valueBytes;
        }
    }
}
