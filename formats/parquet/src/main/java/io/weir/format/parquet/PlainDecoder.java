package io.weir.format.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.format.Type;

/** PLAIN: values as they are, one behind the other, little-endian. */
final class PlainDecoder extends ValuesDecoder {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] data;
    private final int end;
    private final Type type;
    /** The bytes of a value; 0 if values have lengths of their own. */
    private final int valueBytes;

    private final ByteBuffer buffer;
    private int next;
    /** The number of the next bit, for BOOLEAN. */
    private int nextBit;

    PlainDecoder(Type type, int fixedBytes, byte[] data, int start, int end) {
        this.type = type;
        this.data = data;
        this.end = end;
        next = start;
        buffer = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
        valueBytes = switch (type) {
            case BOOLEAN, BYTE_ARRAY -> 0;
            case INT32, FLOAT -> Integer.BYTES;
            case INT64, DOUBLE -> Long.BYTES;
            case INT96 -> 12;
            case FIXED_LEN_BYTE_ARRAY -> fixedBytes;
        };
    }

    /** Where the next values lie; they are passed. */
    private int take(int count) {
        int at = next;
        long behind = at + (long) count * valueBytes;
        if (behind > end) {
            throw new DamagedException("fewer values than its header says");
        }
        next = (int) behind;
        return at;
    }

    @Override
    void skip(int count) {
        if (type == Type.BOOLEAN) {
            nextBit += count;
        } else if (type == Type.BYTE_ARRAY) {
            for (int i = 0; i < count; i++) {
                next = textEnd(next);
            }
        } else {
            take(count);
        }
    }

    private int textEnd(int at) {
        if (at > end - Integer.BYTES) {
            throw new DamagedException("fewer values than its header says");
        }
        int length = (int) INTS.get(data, at);
        if (length < 0 || length > end - at - Integer.BYTES) {
            throw new DamagedException("a value goes beyond its page");
        }
        return at + Integer.BYTES + length;
    }

    @Override
    void readBooleans(boolean[] to, int at, int count) {
        for (int i = 0; i < count; i++) {
            int bit = nextBit++;
            to[at + i] = (data[next + (bit >>> 3)] >>> (bit & 7) & 1) != 0;
        }
    }

    @Override
    void readInts(int[] to, int at, int count) {
        buffer.position(take(count));
        buffer.slice().order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(to, at, count);
    }

    @Override
    void readLongs(long[] to, int at, int count) {
        buffer.position(take(count));
        buffer.slice().order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(to, at, count);
    }

    @Override
    void readFloats(float[] to, int at, int count) {
        buffer.position(take(count));
        buffer.slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(to, at, count);
    }

    @Override
    void readDoubles(double[] to, int at, int count) {
        buffer.position(take(count));
        buffer.slice().order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(to, at, count);
    }

    @Override
    byte[] texts() {
        return data;
    }

    @Override
    void readTexts(int[] starts, int[] lengths, int at, int count) {
        if (type == Type.BYTE_ARRAY) {
            for (int i = 0; i < count; i++) {
                int behind = textEnd(next);
                starts[at + i] = next + Integer.BYTES;
                lengths[at + i] = behind - next - Integer.BYTES;
                next = behind;
            }
            return;
        }
        int first = take(count);
        for (int i = 0; i < count; i++) {
            starts[at + i] = first + i * valueBytes;
            lengths[at + i] = valueBytes;
        }
    }
}
