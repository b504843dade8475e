package io.weir.format.avro;

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
import io.weir.columnar.TimestampColumn;
import io.weir.engine.spi.ByteSink;
import java.math.BigInteger;
import java.util.Map;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.CollectionUtil;

/** Which writer writes which type. */
final class AvroValueWriters {
    private AvroValueWriters() {}

    static AvroValueWriter writer(LogicalType type) {
        return switch (type.getTypeRoot()) {
            case BOOLEAN ->
                (column, position, out) -> out.append((byte) (((BooleanColumn) column).get(position) ? 1 : 0));
            case TINYINT, SMALLINT, INTEGER, DATE, TIME_WITHOUT_TIME_ZONE ->
                (column, position, out) -> AvroValueWriter.writeLong(((IntColumn) column).get(position), out);
            case BIGINT ->
                (column, position, out) -> AvroValueWriter.writeLong(((LongColumn) column).get(position), out);
            case TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> AvroValueWriters::writeTimestamp;
            case FLOAT ->
                (column, position, out) ->
                        writeBits(Float.floatToRawIntBits(((FloatColumn) column).get(position)), Float.BYTES, out);
            case DOUBLE ->
                (column, position, out) ->
                        writeBits(Double.doubleToRawLongBits(((DoubleColumn) column).get(position)), Double.BYTES, out);
            case CHAR, VARCHAR, BINARY, VARBINARY -> AvroValueWriters::writeBytes;
            case DECIMAL -> AvroValueWriters::writeDecimal;
            case ARRAY -> new Arrays(((ArrayType) type).getElementType());
            case MAP, MULTISET -> new Maps(AvroSchemas.mapValueType(type));
            case ROW -> new AvroRowWriter((RowType) type);
            default -> throw new IllegalArgumentException(type.asSummaryString());
        };
    }

    /** Milliseconds, as in Flink, whatever the schema says. */
    private static void writeTimestamp(Column column, int position, ByteSink out) {
        long millis = column instanceof TimestampColumn timestamps
                ? timestamps.millis()[position]
                : ((LongColumn) column).get(position);
        AvroValueWriter.writeLong(millis, out);
    }

    /** The lowest byte first. */
    private static void writeBits(long bits, int count, ByteSink out) {
        for (int i = 0; i < count; i++) {
            out.append((byte) (bits >>> (i * Byte.SIZE)));
        }
    }

    private static void writeBytes(Column column, int position, ByteSink out) {
        BytesColumn bytes = (BytesColumn) column;
        int length = bytes.lengths()[position];
        AvroValueWriter.writeLong(length, out);
        out.append(bytes.data(), bytes.starts()[position], length);
    }

    private static void writeDecimal(Column column, int position, ByteSink out) {
        byte[] unscaled = column instanceof LongColumn compact
                ? BigInteger.valueOf(compact.get(position)).toByteArray()
                : ((DecimalColumn) column).unscaled(position).toByteArray();
        AvroValueWriter.writeLong(unscaled.length, out);
        out.append(unscaled);
    }

    private static final class Arrays implements AvroValueWriter {
        private final AvroValueWriter elements;
        private final boolean areNullable;

        Arrays(LogicalType elementType) {
            elements = writer(elementType);
            areNullable = elementType.isNullable();
        }

        @Override
        public void write(Column column, int position, ByteSink out) {
            ArrayColumn array = (ArrayColumn) column;
            int start = array.start(position);
            int length = array.length(position);
            if (length > 0) {
                AvroValueWriter.writeLong(length, out);
                for (int i = start; i < start + length; i++) {
                    AvroRowWriter.write(elements, areNullable, "element", array.elements(), i, out);
                }
            }
            out.append((byte) 0);
        }
    }

    private static final class Maps implements AvroValueWriter {
        private final AvroValueWriter values;
        private final boolean areNullable;

        Maps(LogicalType valueType) {
            values = writer(valueType);
            areNullable = valueType.isNullable();
        }

        /** In the order of a HashMap by the keys as text, which is Flink's. */
        @Override
        public void write(Column column, int position, ByteSink out) {
            MapColumn map = (MapColumn) column;
            BytesColumn keys = (BytesColumn) map.keys();
            int start = map.start(position);
            Map<String, Integer> entries = CollectionUtil.newHashMapWithExpectedSize(map.length(position));
            for (int i = start; i < start + map.length(position); i++) {
                entries.put(keys.getString(i), i);
            }
            if (!entries.isEmpty()) {
                AvroValueWriter.writeLong(entries.size(), out);
                for (int entry : entries.values()) {
                    writeBytes(keys, entry, out);
                    AvroRowWriter.write(values, areNullable, "value", map.values(), entry, out);
                }
            }
            out.append((byte) 0);
        }
    }
}
