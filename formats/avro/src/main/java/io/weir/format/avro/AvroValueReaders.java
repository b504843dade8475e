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
import io.weir.engine.text.Decimals;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/** Which reader reads which type. */
final class AvroValueReaders {
    private AvroValueReaders() {}

    /**
     * Makes a reader.
     *
     * @param type the type as it is written
     * @param wanted the type to produce, in which nested rows may have fewer fields
     */
    static AvroValueReader reader(LogicalType type, LogicalType wanted) {
        AvroValueReader reader = notNull(type, wanted);
        return type.isNullable() ? new Nullable(reader) : reader;
    }

    private static AvroValueReader notNull(LogicalType type, LogicalType wanted) {
        return switch (type.getTypeRoot()) {
            case BOOLEAN -> new Booleans();
            case TINYINT -> new Ints(in -> (byte) in.readInt());
            case SMALLINT -> new Ints(in -> (short) in.readInt());
            case INTEGER, DATE, TIME_WITHOUT_TIME_ZONE -> new Ints(AvroInput::readInt);
            case BIGINT, TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> new Longs();
            case FLOAT -> new Floats();
            case DOUBLE -> new Doubles();
            case CHAR, VARCHAR -> new Bytes(true);
            case BINARY, VARBINARY -> new Bytes(false);
            case DECIMAL -> new DecimalValues(((DecimalType) type).getPrecision(), ((DecimalType) type).getScale());
            case ARRAY ->
                new Arrays(reader(((ArrayType) type).getElementType(), ((ArrayType) wanted).getElementType()));
            case MAP, MULTISET -> new Maps(reader(AvroSchemas.mapValueType(type), AvroSchemas.mapValueType(wanted)));
            case ROW -> new AvroRowReader((RowType) type, (RowType) wanted);
            default -> throw new IllegalArgumentException(type.asSummaryString());
        };
    }

    private record Nullable(AvroValueReader reader) implements AvroValueReader {
        @Override
        public void read(AvroInput in, Column column, int position) {
            if (in.readBranch()) {
                reader.read(in, column, position);
            } else {
                column.writeNull(position);
            }
        }

        @Override
        public void skip(AvroInput in) {
            if (in.readBranch()) {
                reader.skip(in);
            }
        }
    }

    private static final class Booleans implements AvroValueReader {
        @Override
        public void read(AvroInput in, Column column, int position) {
            ((BooleanColumn) column).set(position, in.readBoolean());
        }

        @Override
        public void skip(AvroInput in) {
            in.take(1);
        }
    }

    private record Ints(ToIntFunction<AvroInput> number) implements AvroValueReader {
        @Override
        public void read(AvroInput in, Column column, int position) {
            ((IntColumn) column).set(position, number.applyAsInt(in));
        }

        @Override
        public void skip(AvroInput in) {
            in.readInt();
        }
    }

    /** BIGINT, and timestamps: Flink takes all of them for milliseconds, whatever the schema says. */
    private static final class Longs implements AvroValueReader {
        @Override
        public void read(AvroInput in, Column column, int position) {
            long value = in.readLong();
            if (column instanceof TimestampColumn timestamps) {
                timestamps.set(position, value, 0);
            } else {
                ((LongColumn) column).set(position, value);
            }
        }

        @Override
        public void skip(AvroInput in) {
            in.readLong();
        }
    }

    private static final class Floats implements AvroValueReader {
        @Override
        public void read(AvroInput in, Column column, int position) {
            ((FloatColumn) column).set(position, in.readFloat());
        }

        @Override
        public void skip(AvroInput in) {
            in.take(Float.BYTES);
        }
    }

    private static final class Doubles implements AvroValueReader {
        @Override
        public void read(AvroInput in, Column column, int position) {
            ((DoubleColumn) column).set(position, in.readDouble());
        }

        @Override
        public void skip(AvroInput in) {
            in.take(Double.BYTES);
        }
    }

    /** Texts and bytes, which stay in the data where the column is a view of it. */
    private record Bytes(boolean isText) implements AvroValueReader {
        @Override
        public void read(AvroInput in, Column column, int position) {
            BytesColumn bytes = (BytesColumn) column;
            long wanted = in.readLong();
            int start = in.take(wanted);
            int length = (int) wanted;
            byte[] data = in.data();
            if (isText && !isAscii(data, start, start + length)) {
                // What is no UTF-8 becomes the replacement character, as in Flink.
                bytes.set(position, new String(data, start, length, StandardCharsets.UTF_8));
            } else if (bytes.data() == data) {
                bytes.setView(position, start, length);
            } else {
                bytes.set(position, data, start, length);
            }
        }

        private static boolean isAscii(byte[] data, int start, int end) {
            for (int i = start; i < end; i++) {
                if (data[i] < 0) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public void skip(AvroInput in) {
            in.take(in.readLong());
        }
    }

    /** Numbers as two's complement, the highest byte first; NULL if there are too many digits. */
    private record DecimalValues(int precision, int scale) implements AvroValueReader {
        @Override
        public void read(AvroInput in, Column column, int position) {
            long length = in.readLong();
            int start = in.take(length);
            if (length == 0) {
                throw new AvroFailure("a DECIMAL has no bytes");
            }
            BigInteger unscaled = Decimals.fit(
                    new BigDecimal(new BigInteger(in.data(), start, (int) length), scale), precision, scale);
            if (unscaled == null) {
                column.writeNull(position);
            } else if (column instanceof LongColumn compact) {
                compact.set(position, unscaled.longValueExact());
            } else {
                ((DecimalColumn) column).set(position, unscaled);
            }
        }

        @Override
        public void skip(AvroInput in) {
            in.take(in.readLong());
        }
    }

    private record Arrays(AvroValueReader elements) implements AvroValueReader {
        @Override
        public void read(AvroInput in, Column column, int position) {
            ArrayColumn array = (ArrayColumn) column;
            array.begin(position);
            for (long count = in.readBlock(); count > 0; count = in.readBlock()) {
                for (long i = 0; i < count; i++) {
                    elements.read(in, array.elements(), array.addElement());
                }
            }
        }

        @Override
        public void skip(AvroInput in) {
            for (long count = in.readBlock(); count > 0; count = in.readBlock()) {
                for (long i = 0; i < count; i++) {
                    elements.skip(in);
                }
            }
        }
    }

    private static final class Maps implements AvroValueReader {
        private final AvroValueReader keys = new Bytes(true);
        private final AvroValueReader values;

        Maps(AvroValueReader values) {
            this.values = values;
        }

        @Override
        public void read(AvroInput in, Column column, int position) {
            MapColumn map = (MapColumn) column;
            Map<StringData, Integer> entries = new HashMap<>();
            map.begin(position);
            for (long count = in.readBlock(); count > 0; count = in.readBlock()) {
                for (long i = 0; i < count; i++) {
                    int entry = map.addEntry();
                    keys.read(in, map.keys(), entry);
                    values.read(in, map.values(), entry);
                    entries.put(StringData.fromBytes(((BytesColumn) map.keys()).getBytes(entry)), entry);
                }
            }
            writeSorted(map, position, entries);
        }

        /** Writes the entries again in the order of a HashMap, as Flink has them; of equal keys the last counts. */
        private static void writeSorted(MapColumn map, int position, Map<StringData, Integer> entries) {
            map.begin(position);
            for (int from : entries.values()) {
                int to = map.addEntry();
                map.keys().set(to, map.keys(), from);
                map.values().set(to, map.values(), from);
            }
        }

        @Override
        public void skip(AvroInput in) {
            for (long count = in.readBlock(); count > 0; count = in.readBlock()) {
                for (long i = 0; i < count; i++) {
                    keys.skip(in);
                    values.skip(in);
                }
            }
        }
    }
}
