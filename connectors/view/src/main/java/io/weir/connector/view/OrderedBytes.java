package io.weir.connector.view;

import io.weir.columnar.BooleanColumn;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.columnar.ColumnKind;
import io.weir.columnar.DecimalColumn;
import io.weir.columnar.DoubleColumn;
import io.weir.columnar.FloatColumn;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import io.weir.columnar.TimestampColumn;
import io.weir.engine.spi.ByteSink;
import java.util.Arrays;

/**
 * Writes values so that their bytes, compared one by one without a sign, have the order of the values: of numbers their
 * size, of texts their UTF-8, NULL before all. What is written of several values has the order of the first, then of
 * the second, and no value's bytes are the beginning of another's.
 */
final class OrderedBytes {
    private static final byte NULL = 0;
    private static final byte VALUE = 1;
    /** Ends a text; a zero in it is followed by {@link #ESCAPED_ZERO}. */
    private static final byte END = 0;

    private static final byte ESCAPED_ZERO = (byte) 0xFF;

    private OrderedBytes() {}

    /** True if values of a kind have an order. */
    static boolean isOrdered(ColumnKind kind) {
        return kind != ColumnKind.ROW && kind != ColumnKind.ARRAY && kind != ColumnKind.MAP;
    }

    /** Appends a value, or NULL; in descending order what is greater comes first. */
    static void append(Column column, int position, boolean isDescending, ByteSink out) {
        int start = out.length();
        if (column.isNull(position)) {
            out.append(NULL);
        } else {
            out.append(VALUE);
            appendValue(column, position, out);
        }
        if (isDescending) {
            byte[] bytes = out.bytes();
            for (int i = start; i < out.length(); i++) {
                bytes[i] = (byte) ~bytes[i];
            }
        }
    }

    private static void appendValue(Column column, int position, ByteSink out) {
        switch (column.kind()) {
            case BOOLEAN -> out.append((byte) (((BooleanColumn) column).get(position) ? 1 : 0));
            case INT -> appendInt(((IntColumn) column).get(position) ^ Integer.MIN_VALUE, out);
            case LONG -> appendLong(((LongColumn) column).get(position) ^ Long.MIN_VALUE, out);
            case FLOAT -> {
                int bits = Float.floatToIntBits(((FloatColumn) column).get(position));
                appendInt(bits ^ (bits >> 31 | Integer.MIN_VALUE), out);
            }
            case DOUBLE -> {
                long bits = Double.doubleToLongBits(((DoubleColumn) column).get(position));
                appendLong(bits ^ (bits >> 63 | Long.MIN_VALUE), out);
            }
            case DECIMAL -> {
                DecimalColumn decimals = (DecimalColumn) column;
                appendLong(decimals.highs()[position] ^ Long.MIN_VALUE, out);
                appendLong(decimals.lows()[position], out);
            }
            case TIMESTAMP -> {
                TimestampColumn times = (TimestampColumn) column;
                appendLong(times.millis()[position] ^ Long.MIN_VALUE, out);
                appendInt(times.nanosOfMilli()[position], out);
            }
            case BYTES -> {
                BytesColumn bytes = (BytesColumn) column;
                appendText(bytes.data(), bytes.starts()[position], bytes.lengths()[position], out);
                out.append(END);
                out.append(END);
            }
            case ROW, ARRAY, MAP -> throw new IllegalArgumentException(column.kind() + " has no order");
        }
    }

    /** Appends what all texts begin with that begin with this one. */
    static void appendPrefix(byte[] text, ByteSink out) {
        out.append(VALUE);
        appendText(text, 0, text.length, out);
    }

    private static void appendText(byte[] data, int start, int length, ByteSink out) {
        for (int i = start; i < start + length; i++) {
            out.append(data[i]);
            if (data[i] == END) {
                out.append(ESCAPED_ZERO);
            }
        }
    }

    private static void appendInt(int value, ByteSink out) {
        out.appendInt(Integer.reverseBytes(value));
    }

    private static void appendLong(long value, ByteSink out) {
        out.appendLong(Long.reverseBytes(value));
    }

    /** The least bytes behind all that begin with these; of no length if there are none. */
    static byte[] behind(byte[] prefix) {
        int last = prefix.length - 1;
        while (last >= 0 && prefix[last] == (byte) 0xFF) {
            last--;
        }
        if (last < 0) {
            return new byte[0];
        }
        byte[] next = Arrays.copyOf(prefix, last + 1);
        next[last]++;
        return next;
    }
}
