package io.weir.testing.kit;

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
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
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
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.RowKind;
import org.jspecify.annotations.Nullable;

/** Flink's rows, made of the rows of a batch. */
public final class FlinkRows {
    private FlinkRows() {}

    /** The row at a position, with its kind of change. */
    public static RowData of(Batch batch, int row, RowType type) {
        GenericRowData data = new GenericRowData(type.getFieldCount());
        for (int i = 0; i < type.getFieldCount(); i++) {
            data.setField(i, value(batch.column(i), row, type.getTypeAt(i)));
        }
        data.setRowKind(RowKind.fromByteValue(batch.rowKind(row)));
        return data;
    }

    private static @Nullable Object value(Column column, int position, LogicalType type) {
        if (column.isNull(position)) {
            return null;
        }
        return switch (type.getTypeRoot()) {
            case BOOLEAN -> ((BooleanColumn) column).get(position);
            case TINYINT -> (byte) ((IntColumn) column).get(position);
            case SMALLINT -> (short) ((IntColumn) column).get(position);
            case INTEGER, DATE, TIME_WITHOUT_TIME_ZONE, INTERVAL_YEAR_MONTH -> ((IntColumn) column).get(position);
            case BIGINT, INTERVAL_DAY_TIME -> ((LongColumn) column).get(position);
            case FLOAT -> ((FloatColumn) column).values()[position];
            case DOUBLE -> ((DoubleColumn) column).values()[position];
            case CHAR, VARCHAR -> StringData.fromBytes(((BytesColumn) column).getBytes(position));
            case BINARY, VARBINARY -> ((BytesColumn) column).getBytes(position);
            case DECIMAL -> decimal(column, position, (DecimalType) type);
            case TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
                column instanceof LongColumn millis
                        ? TimestampData.fromEpochMillis(millis.get(position))
                        : TimestampData.fromEpochMillis(
                                ((TimestampColumn) column).millis()[position],
                                ((TimestampColumn) column).nanosOfMilli()[position]);
            case ARRAY -> {
                ArrayColumn array = (ArrayColumn) column;
                Object[] values = new Object[array.length(position)];
                for (int i = 0; i < values.length; i++) {
                    values[i] = value(array.elements(), array.start(position) + i, ((ArrayType) type).getElementType());
                }
                yield new GenericArrayData(values);
            }
            case MAP, MULTISET -> {
                MapColumn map = (MapColumn) column;
                Map<@Nullable Object, @Nullable Object> entries = new LinkedHashMap<>();
                for (int i = 0; i < map.length(position); i++) {
                    int at = map.start(position) + i;
                    entries.put(
                            value(map.keys(), at, Columns.mapKeyType(type)),
                            value(map.values(), at, Columns.mapValueType(type)));
                }
                yield new GenericMapData(entries);
            }
            default -> {
                RowType rowType = (RowType) type;
                GenericRowData data = new GenericRowData(rowType.getFieldCount());
                for (int i = 0; i < rowType.getFieldCount(); i++) {
                    data.setField(i, value(((RowColumn) column).field(i), position, rowType.getTypeAt(i)));
                }
                yield data;
            }
        };
    }

    private static DecimalData decimal(Column column, int position, DecimalType type) {
        BigInteger unscaled = column instanceof LongColumn compact
                ? BigInteger.valueOf(compact.get(position))
                : ((DecimalColumn) column).unscaled(position);
        return DecimalData.fromBigDecimal(
                new BigDecimal(unscaled, type.getScale()), type.getPrecision(), type.getScale());
    }
}
