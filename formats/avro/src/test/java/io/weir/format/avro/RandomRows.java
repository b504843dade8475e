package io.weir.format.avro;

import io.weir.columnar.ArrayColumn;
import io.weir.columnar.Batch;
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
import io.weir.engine.type.Columns;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.BinaryType;
import org.apache.flink.table.types.logical.BooleanType;
import org.apache.flink.table.types.logical.DateType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.FloatType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.MultisetType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.SmallIntType;
import org.apache.flink.table.types.logical.TimeType;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.flink.table.types.logical.TinyIntType;
import org.apache.flink.table.types.logical.VarBinaryType;
import org.apache.flink.table.types.logical.VarCharType;

/** Random types that Avro has, and rows of them. */
final class RandomRows {
    private static final String[] TEXTS = {"", "a", "/home", "grün", "😀 face", "x".repeat(200), "\0\n\"\\"};

    private final Random random;
    private final boolean legacy;

    RandomRows(long seed, boolean legacy) {
        random = new Random(seed);
        this.legacy = legacy;
    }

    RowType rowType(int depth) {
        return rowType(depth, legacy);
    }

    private RowType rowType(int depth, boolean isLegacy) {
        List<RowType.RowField> fields = new ArrayList<>();
        for (int i = random.nextInt(6); i >= 0; i--) {
            fields.add(new RowType.RowField("f" + depth + "_" + i, type(depth, isLegacy)));
        }
        return new RowType(random.nextInt(5) > 0, fields);
    }

    private LogicalType type(int depth, boolean isLegacy) {
        LogicalType type = switch (random.nextInt(depth > 0 ? 22 : 16)) {
            case 0 -> new BooleanType();
            case 1 -> new TinyIntType();
            case 2 -> new SmallIntType();
            case 3 -> new IntType();
            case 4 -> new BigIntType();
            case 5 -> new FloatType();
            case 6 -> new DoubleType();
            case 7, 8 -> VarCharType.STRING_TYPE;
            case 9 -> new VarBinaryType(VarBinaryType.MAX_LENGTH);
            case 10 -> new BinaryType(3);
            case 11 -> new DateType();
            case 12 -> new TimeType(random.nextInt(4));
            case 13 -> new TimestampType(random.nextInt(isLegacy ? 4 : 7));
            case 14 -> isLegacy || depth < 2 ? new BigIntType() : new LocalZonedTimestampType(random.nextInt(7));
            case 15 -> {
                int precision = 1 + random.nextInt(38);
                yield new DecimalType(precision, random.nextInt(precision + 1));
            }
            case 16, 17 -> new ArrayType(type(depth - 1, true));
            case 18 -> new MapType(VarCharType.STRING_TYPE, type(depth - 1, true));
            case 19 -> new MultisetType(VarCharType.STRING_TYPE);
            default -> rowType(depth - 1, true);
        };
        return type.copy(random.nextInt(5) > 0);
    }

    Batch rows(RowType type, int count) {
        Batch batch = Columns.batch(type, 4);
        batch.ensureCapacity(count);
        for (int row = 0; row < count; row++) {
            for (int i = 0; i < type.getFieldCount(); i++) {
                fill(batch.column(i), row, type.getTypeAt(i));
            }
        }
        batch.setRowCount(count);
        return batch;
    }

    private void fill(Column column, int position, LogicalType type) {
        if (type.isNullable() && random.nextInt(6) == 0) {
            column.writeNull(position);
            return;
        }
        switch (type.getTypeRoot()) {
            case BOOLEAN -> ((BooleanColumn) column).set(position, random.nextBoolean());
            case TINYINT -> ((IntColumn) column).set(position, (byte) random.nextInt());
            case SMALLINT -> ((IntColumn) column).set(position, (short) random.nextInt());
            case INTEGER, DATE -> ((IntColumn) column).set(position, random.nextInt() >> random.nextInt(32));
            case TIME_WITHOUT_TIME_ZONE -> ((IntColumn) column).set(position, random.nextInt(86_400_000));
            case BIGINT -> ((LongColumn) column).set(position, random.nextLong() >> random.nextInt(64));
            case TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> {
                long millis = random.nextLong() >> 20;
                if (column instanceof TimestampColumn timestamps) {
                    timestamps.set(position, millis, random.nextInt(1_000_000));
                } else {
                    ((LongColumn) column).set(position, millis);
                }
            }
            case FLOAT -> ((FloatColumn) column).set(position, (float) random.nextGaussian());
            case DOUBLE -> ((DoubleColumn) column).set(position, random.nextGaussian());
            case DECIMAL -> {
                BigInteger limit = BigInteger.TEN.pow(((DecimalType) type).getPrecision());
                BigInteger value = new BigInteger(random.nextInt(130), random).mod(limit);
                value = random.nextBoolean() ? value.negate() : value;
                if (column instanceof LongColumn compact) {
                    compact.set(position, value.longValue());
                } else {
                    ((DecimalColumn) column).set(position, value);
                }
            }
            case CHAR, VARCHAR -> ((BytesColumn) column).set(position, TEXTS[random.nextInt(TEXTS.length)]);
            case BINARY, VARBINARY -> {
                byte[] bytes = new byte[random.nextInt(5)];
                random.nextBytes(bytes);
                ((BytesColumn) column).set(position, bytes);
            }
            case ARRAY -> {
                ArrayColumn array = (ArrayColumn) column;
                array.begin(position);
                for (int i = random.nextInt(4); i > 0; i--) {
                    fill(array.elements(), array.addElement(), ((ArrayType) type).getElementType());
                }
            }
            case MAP, MULTISET -> {
                MapColumn map = (MapColumn) column;
                map.begin(position);
                for (int i = random.nextInt(4); i > 0; i--) {
                    int entry = map.addEntry();
                    ((BytesColumn) map.keys()).set(entry, "key" + i);
                    fill(map.values(), entry, Columns.mapValueType(type));
                }
            }
            default -> {
                RowType row = (RowType) type;
                for (int i = 0; i < row.getFieldCount(); i++) {
                    fill(((RowColumn) column).field(i), position, row.getTypeAt(i));
                }
            }
        }
    }

    int nextInt(int bound) {
        return random.nextInt(bound);
    }

    /** Changes a few bytes, or leaves some out at the end. */
    byte[] damage(byte[] record) {
        if (record.length == 0) {
            return record;
        }
        byte[] damaged = random.nextInt(3) == 0
                ? java.util.Arrays.copyOf(record, random.nextInt(record.length))
                : record.clone();
        for (int i = random.nextInt(3); i > 0 && damaged.length > 0; i--) {
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return damaged;
    }
}
