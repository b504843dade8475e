package io.weir.format.parquet;

import io.weir.columnar.BooleanColumn;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.columnar.DecimalColumn;
import io.weir.columnar.DoubleColumn;
import io.weir.columnar.FloatColumn;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import io.weir.columnar.TimestampColumn;
import java.io.IOException;

/** Writes a field that is no list, map or row. */
final class LeafWriter implements FieldWriter {
    /** Adds a value that is not NULL. */
    interface Adder {
        void add(Column column, int position, ColumnWriter to);
    }

    private final ColumnWriter writer;
    private final Adder adder;
    private final int own;

    /** @param isOptional whether the field may be NULL */
    LeafWriter(ColumnWriter writer, Adder adder, boolean isOptional) {
        this.writer = writer;
        this.adder = adder;
        own = isOptional ? 1 : 0;
    }

    @Override
    public void write(Column column, int position, int repetition, int definition) throws IOException {
        if (column.isNull(position)) {
            writer.addLevels(repetition, definition);
        } else {
            writer.addLevels(repetition, definition + own);
            adder.add(column, position, writer);
        }
    }

    @Override
    public void writeMissing(int repetition, int definition) throws IOException {
        writer.addLevels(repetition, definition);
    }

    static void addBoolean(Column column, int position, ColumnWriter to) {
        to.addBoolean(((BooleanColumn) column).get(position));
    }

    static void addInt(Column column, int position, ColumnWriter to) {
        to.addInt(((IntColumn) column).get(position));
    }

    static void addLong(Column column, int position, ColumnWriter to) {
        to.addLong(((LongColumn) column).get(position));
    }

    static void addFloat(Column column, int position, ColumnWriter to) {
        to.addFloat(((FloatColumn) column).get(position));
    }

    static void addDouble(Column column, int position, ColumnWriter to) {
        to.addDouble(((DoubleColumn) column).get(position));
    }

    static void addText(Column column, int position, ColumnWriter to) {
        BytesColumn bytes = (BytesColumn) column;
        to.addBytes(bytes.data(), bytes.starts()[position], bytes.lengths()[position]);
    }

    /** Adds the unscaled value of a decimal as big-endian bytes. */
    static Adder decimals(int length) {
        byte[] bytes = new byte[length];
        return (column, position, to) -> {
            long low;
            long high;
            if (column instanceof LongColumn compact) {
                low = compact.get(position);
                high = low >> 63;
            } else {
                low = ((DecimalColumn) column).lows()[position];
                high = ((DecimalColumn) column).highs()[position];
            }
            for (int i = length - 1; i >= 0; i--) {
                bytes[i] = (byte) low;
                low = low >>> 8 | high << 56;
                high >>= 8;
            }
            to.addBytes(bytes, 0, length);
        };
    }

    /** Adds timestamps as integers of a unit. */
    static Adder timestamps(ParquetOptions options) {
        LocalShift shift = new LocalShift(options.zone());
        ParquetOptions.TimeUnit unit = options.timeUnit();
        return (column, position, to) -> {
            long millis = shift.toInstant(millis(column, position));
            int nanos = nanos(column, position);
            to.addLong(
                    switch (unit) {
                        case MILLIS -> millis;
                        case MICROS -> millis * 1_000 + nanos / 1_000;
                        case NANOS -> millis * 1_000_000 + nanos;
                    });
        };
    }

    /** Adds timestamps as nanoseconds of a day and a Julian day. */
    static Adder int96(ParquetOptions options) {
        LocalShift shift = new LocalShift(options.zone());
        byte[] bytes = new byte[12];
        return (column, position, to) -> {
            long millis = shift.toInstant(millis(column, position));
            long day = Math.floorDiv(millis, Int96Reader.MILLIS_PER_DAY);
            long nanosOfDay =
                    (millis - day * Int96Reader.MILLIS_PER_DAY) * Int96Reader.NANOS_PER_MILLI + nanos(column, position);
            Plain.set(nanosOfDay, Long.BYTES, bytes);
            long julian = day + Int96Reader.JULIAN_DAY_OF_1970;
            for (int i = 0; i < Integer.BYTES; i++) {
                bytes[Long.BYTES + i] = (byte) (julian >>> (Byte.SIZE * i));
            }
            to.addBytes(bytes, 0, bytes.length);
        };
    }

    private static long millis(Column column, int position) {
        return column instanceof LongColumn compact
                ? compact.get(position)
                : ((TimestampColumn) column).millis()[position];
    }

    private static int nanos(Column column, int position) {
        return column instanceof TimestampColumn timestamp ? timestamp.nanosOfMilli()[position] : 0;
    }
}
