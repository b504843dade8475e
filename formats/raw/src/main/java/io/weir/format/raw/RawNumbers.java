package io.weir.format.raw;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers in one of the two orders of bytes. */
final class RawNumbers {
    private final VarHandle shorts;
    private final VarHandle ints;
    private final VarHandle longs;

    RawNumbers(boolean isBigEndian) {
        ByteOrder order = isBigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        shorts = MethodHandles.byteArrayViewVarHandle(short[].class, order);
        ints = MethodHandles.byteArrayViewVarHandle(int[].class, order);
        longs = MethodHandles.byteArrayViewVarHandle(long[].class, order);
    }

    short getShort(byte[] data, int index) {
        return (short) shorts.get(data, index);
    }

    int getInt(byte[] data, int index) {
        return (int) ints.get(data, index);
    }

    long getLong(byte[] data, int index) {
        return (long) longs.get(data, index);
    }

    void setShort(byte[] data, int index, short value) {
        shorts.set(data, index, value);
    }

    void setInt(byte[] data, int index, int value) {
        ints.set(data, index, value);
    }

    void setLong(byte[] data, int index, long value) {
        longs.set(data, index, value);
    }
}
