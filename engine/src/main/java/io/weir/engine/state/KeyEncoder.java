package io.weir.engine.state;

import io.weir.columnar.ArrayColumn;
import io.weir.columnar.BooleanColumn;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.columnar.DecimalColumn;
import io.weir.columnar.DoubleColumn;
import io.weir.columnar.FloatColumn;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import io.weir.columnar.MapColumn;
import io.weir.columnar.RowColumn;
import io.weir.columnar.TimestampColumn;
import io.weir.engine.spi.ByteSink;
import java.util.Arrays;

/** Encodes values to bytes so that equal values, and only those, have equal bytes: a null flag, then the value. */
public final class KeyEncoder {
    private KeyEncoder() {}

    public static void encode(Column column, int position, ByteSink out) {
        if (column.isNull(position)) {
            out.append((byte) 0);
            return;
        }
        out.append((byte) 1);
        switch (column.kind()) {
            case BOOLEAN -> out.append((byte) (((BooleanColumn) column).get(position) ? 1 : 0));
            case INT -> out.appendInt(((IntColumn) column).get(position));
            case LONG -> out.appendLong(((LongColumn) column).get(position));
            case FLOAT -> out.appendInt(Float.floatToIntBits(((FloatColumn) column).get(position)));
            case DOUBLE -> out.appendLong(Double.doubleToLongBits(((DoubleColumn) column).get(position)));
            case DECIMAL -> {
                DecimalColumn decimals = (DecimalColumn) column;
                out.appendLong(decimals.highs()[position]);
                out.appendLong(decimals.lows()[position]);
            }
            case TIMESTAMP -> {
                TimestampColumn times = (TimestampColumn) column;
                out.appendLong(times.millis()[position]);
                out.appendInt(times.nanosOfMilli()[position]);
            }
            case BYTES -> {
                BytesColumn bytes = (BytesColumn) column;
                out.appendInt(bytes.lengths()[position]);
                out.append(bytes.data(), bytes.starts()[position], bytes.lengths()[position]);
            }
            case ROW -> {
                RowColumn row = (RowColumn) column;
                for (int i = 0; i < row.fieldCount(); i++) {
                    encode(row.field(i), position, out);
                }
            }
            case ARRAY -> {
                ArrayColumn array = (ArrayColumn) column;
                out.appendInt(array.length(position));
                for (int i = 0; i < array.length(position); i++) {
                    encode(array.elements(), array.start(position) + i, out);
                }
            }
            case MAP -> encodeMap((MapColumn) column, position, out);
        }
    }

    /** Entries have no order, so they are put in the order of their bytes. */
    private static void encodeMap(MapColumn map, int position, ByteSink out) {
        int count = map.length(position);
        out.appendInt(count);
        byte[][] entries = new byte[count][];
        ByteSink entry = new ByteSink();
        for (int i = 0; i < count; i++) {
            int at = map.start(position) + i;
            entry.clear();
            encode(map.keys(), at, entry);
            encode(map.values(), at, entry);
            entries[i] = Arrays.copyOf(entry.bytes(), entry.length());
        }
        Arrays.sort(entries, Arrays::compare);
        for (byte[] bytes : entries) {
            out.append(bytes);
        }
    }
}
