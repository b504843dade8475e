package io.weir.format.parquet;

import io.weir.columnar.Column;
import io.weir.columnar.DecimalColumn;
import io.weir.columnar.LongColumn;
import org.apache.parquet.format.Type;

/** Decimals, whose unscaled values are integers or big-endian bytes. */
final class DecimalReader implements ValueReader {
    private final Type physical;
    private int[] ints = new int[0];
    private long[] longs = new long[0];
    private int[] lengths = new int[0];

    DecimalReader(Type physical) {
        this.physical = physical;
    }

    @Override
    public void read(ValuesDecoder from, Column to, int at, int count) {
        switch (physical) {
            case INT32 -> {
                readInts(from, count);
                for (int i = 0; i < count; i++) {
                    set(to, at + i, ints[i] < 0 ? -1 : 0, ints[i]);
                }
            }
            case INT64 -> {
                if (longs.length < count) {
                    longs = new long[count];
                }
                from.readLongs(longs, 0, count);
                for (int i = 0; i < count; i++) {
                    set(to, at + i, longs[i] >> 63, longs[i]);
                }
            }
            default -> readBytes(from, to, at, count);
        }
    }

    private void readInts(ValuesDecoder from, int count) {
        if (ints.length < count) {
            ints = new int[count];
        }
        from.readInts(ints, 0, count);
    }

    private void readBytes(ValuesDecoder from, Column to, int at, int count) {
        if (ints.length < count) {
            ints = new int[count];
        }
        if (lengths.length < count) {
            lengths = new int[count];
        }
        from.readTexts(ints, lengths, 0, count);
        byte[] texts = from.texts();
        for (int i = 0; i < count; i++) {
            int start = ints[i];
            int end = start + lengths[i];
            long low = start < end ? texts[start] >> 7 : 0;
            long high = low;
            for (int b = start; b < end; b++) {
                high = high << 8 | low >>> 56;
                low = low << 8 | texts[b] & 0xFF;
            }
            set(to, at + i, high, low);
        }
    }

    private static void set(Column to, int position, long high, long low) {
        if (to instanceof LongColumn column) {
            column.set(position, low);
        } else {
            ((DecimalColumn) to).set(position, high, low);
        }
    }
}
