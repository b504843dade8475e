package io.weir.engine.type;

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
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;
import org.apache.flink.types.RowKind;
import org.jspecify.annotations.Nullable;

/**
 * Turns rows of batches into Flink's internal rows: the way out for whatever goes through Flink's interfaces, and the
 * counterpart of {@link RowDataAppender}. Every row is an object of its own, which may be kept.
 */
public final class RowDataConverter {
    private final List<LogicalType> types;

    public RowDataConverter(RowType type) {
        types = type.getChildren();
    }

    /** The row at a position, with its kind of change. */
    public RowData toRowData(Batch batch, int position) {
        GenericRowData row = new GenericRowData(RowKind.fromByteValue(batch.rowKind(position)), types.size());
        for (int i = 0; i < types.size(); i++) {
            row.setField(i, value(types.get(i), batch.column(i), position));
        }
        return row;
    }

    private static @Nullable Object value(LogicalType type, Column column, int position) {
        if (column.isNull(position)) {
            return null;
        }
        return switch (column.kind()) {
            case BOOLEAN -> ((BooleanColumn) column).get(position);
            case INT -> number(type, ((IntColumn) column).get(position));
            case LONG -> longValue(type, ((LongColumn) column).get(position));
            case FLOAT -> ((FloatColumn) column).get(position);
            case DOUBLE -> ((DoubleColumn) column).get(position);
            case DECIMAL -> decimal((DecimalType) type, ((DecimalColumn) column).unscaled(position));
            case TIMESTAMP -> {
                TimestampColumn times = (TimestampColumn) column;
                yield TimestampData.fromEpochMillis(times.millis()[position], times.nanosOfMilli()[position]);
            }
            case BYTES -> {
                byte[] bytes = ((BytesColumn) column).getBytes(position);
                boolean isText = type.is(LogicalTypeRoot.CHAR) || type.is(LogicalTypeRoot.VARCHAR);
                yield isText ? StringData.fromBytes(bytes) : bytes;
            }
            case ROW -> row(type, (RowColumn) column, position);
            case ARRAY -> array((ArrayType) type, (ArrayColumn) column, position);
            case MAP -> map(type, (MapColumn) column, position);
        };
    }

    private static Object number(LogicalType type, int value) {
        return switch (type.getTypeRoot()) {
            case TINYINT -> (byte) value;
            case SMALLINT -> (short) value;
            default -> value;
        };
    }

    private static Object longValue(LogicalType type, long value) {
        return switch (type.getTypeRoot()) {
            case TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> TimestampData.fromEpochMillis(value);
            case DECIMAL -> decimal((DecimalType) type, BigInteger.valueOf(value));
            default -> value;
        };
    }

    private static DecimalData decimal(DecimalType type, BigInteger unscaled) {
        return DecimalData.fromBigDecimal(
                new BigDecimal(unscaled, type.getScale()), type.getPrecision(), type.getScale());
    }

    private static RowData row(LogicalType type, RowColumn rows, int position) {
        List<LogicalType> fields = LogicalTypeChecks.getFieldTypes(type);
        GenericRowData row = new GenericRowData(fields.size());
        for (int i = 0; i < fields.size(); i++) {
            row.setField(i, value(fields.get(i), rows.field(i), position));
        }
        return row;
    }

    private static GenericArrayData array(ArrayType type, ArrayColumn arrays, int position) {
        @Nullable Object[] values = new Object[arrays.length(position)];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(type.getElementType(), arrays.elements(), arrays.start(position) + i);
        }
        return new GenericArrayData(values);
    }

    private static GenericMapData map(LogicalType type, MapColumn maps, int position) {
        Map<@Nullable Object, @Nullable Object> entries = new HashMap<>();
        int start = maps.start(position);
        for (int i = start; i < start + maps.length(position); i++) {
            entries.put(
                    value(Columns.mapKeyType(type), maps.keys(), i),
                    value(Columns.mapValueType(type), maps.values(), i));
        }
        return new GenericMapData(entries);
    }
}
