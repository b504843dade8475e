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
import io.weir.columnar.RowKinds;
import io.weir.columnar.TimestampColumn;
import io.weir.engine.type.Columns;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;
import org.jspecify.annotations.Nullable;

/** Rows of a batch and Flink's rows in one comparable form: lists, strings, numbers, null. */
public final class Values {
    private Values() {}

    /** The row of a batch. */
    public static List<@Nullable Object> ofBatch(Batch batch, int row, RowType type) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < type.getFieldCount(); i++) {
            values.add(of(batch.column(i), row, type.getTypeAt(i)));
        }
        return values;
    }

    /** All rows of a batch, each after its kind of change: +I, -U, +U or -D. */
    public static List<List<@Nullable Object>> changesOf(Batch batch, RowType type) {
        List<List<@Nullable Object>> changes = new ArrayList<>();
        for (int row = 0; row < batch.rowCount(); row++) {
            List<@Nullable Object> change = ofBatch(batch, row, type);
            change.add(0, RowKinds.text(batch.rowKind(row)));
            changes.add(change);
        }
        return changes;
    }

    /** Flink's row after its kind of change. */
    public static List<@Nullable Object> changeOf(RowData row, RowType type) {
        List<@Nullable Object> change = ofRow(row, type);
        change.add(0, row.getRowKind().shortString());
        return change;
    }

    private static @Nullable Object of(Column column, int position, LogicalType type) {
        if (column.isNull(position)) {
            return null;
        }
        return switch (type.getTypeRoot()) {
            case BOOLEAN -> ((BooleanColumn) column).get(position);
            case TINYINT, SMALLINT, INTEGER, DATE, TIME_WITHOUT_TIME_ZONE, INTERVAL_YEAR_MONTH ->
                ((IntColumn) column).get(position);
            case BIGINT, INTERVAL_DAY_TIME -> ((LongColumn) column).get(position);
            case FLOAT -> ((FloatColumn) column).values()[position];
            case DOUBLE -> ((DoubleColumn) column).values()[position];
            case CHAR, VARCHAR, BINARY, VARBINARY -> hex(((BytesColumn) column).getBytes(position));
            case DECIMAL -> decimal(column, position, (DecimalType) type);
            case TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
                column instanceof LongColumn millis
                        ? millis.get(position) + ".0"
                        : ((TimestampColumn) column).millis()[position] + "."
                                + ((TimestampColumn) column).nanosOfMilli()[position];
            case ARRAY -> {
                ArrayColumn array = (ArrayColumn) column;
                List<@Nullable Object> values = new ArrayList<>();
                for (int i = 0; i < array.length(position); i++) {
                    values.add(of(array.elements(), array.start(position) + i, ((ArrayType) type).getElementType()));
                }
                yield values;
            }
            case MAP, MULTISET -> {
                MapColumn map = (MapColumn) column;
                List<@Nullable Object> values = new ArrayList<>();
                for (int i = 0; i < map.length(position); i++) {
                    values.add(of(map.keys(), map.start(position) + i, Columns.mapKeyType(type)));
                    values.add(of(map.values(), map.start(position) + i, Columns.mapValueType(type)));
                }
                yield values;
            }
            case ROW -> {
                List<@Nullable Object> values = new ArrayList<>();
                for (int i = 0; i < ((RowType) type).getFieldCount(); i++) {
                    values.add(of(((RowColumn) column).field(i), position, ((RowType) type).getTypeAt(i)));
                }
                yield values;
            }
            default -> throw new IllegalArgumentException(type.asSummaryString());
        };
    }

    private static BigDecimal decimal(Column column, int position, DecimalType type) {
        BigInteger unscaled = column instanceof LongColumn compact
                ? BigInteger.valueOf(compact.get(position))
                : ((DecimalColumn) column).unscaled(position);
        return new BigDecimal(unscaled, type.getScale());
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** Flink's row. */
    public static List<@Nullable Object> ofRow(RowData row, RowType type) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < type.getFieldCount(); i++) {
            values.add(of(RowData.createFieldGetter(type.getTypeAt(i), i).getFieldOrNull(row), type.getTypeAt(i)));
        }
        return values;
    }

    private static @Nullable Object of(@Nullable Object value, LogicalType type) {
        if (value == null) {
            return null;
        }
        return switch (type.getTypeRoot()) {
            case TINYINT, SMALLINT -> ((Number) value).intValue();
            case CHAR, VARCHAR -> hex(((StringData) value).toBytes());
            case BINARY, VARBINARY -> hex((byte[]) value);
            case DECIMAL -> ((DecimalData) value).toBigDecimal();
            case TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> {
                TimestampData timestamp = (TimestampData) value;
                // A column of up to three digits keeps milliseconds, as Flink's binary rows do.
                boolean isCompact = LogicalTypeChecks.getPrecision(type) <= 3;
                yield timestamp.getMillisecond() + "." + (isCompact ? 0 : timestamp.getNanoOfMillisecond());
            }
            case ARRAY -> elements((ArrayData) value, ((ArrayType) type).getElementType());
            case MAP, MULTISET -> {
                MapData map = (MapData) value;
                List<@Nullable Object> keys = elements(map.keyArray(), Columns.mapKeyType(type));
                List<@Nullable Object> values = elements(map.valueArray(), Columns.mapValueType(type));
                List<@Nullable Object> entries = new ArrayList<>();
                for (int i = 0; i < keys.size(); i++) {
                    entries.add(keys.get(i));
                    entries.add(values.get(i));
                }
                yield entries;
            }
            case ROW -> ofRow((RowData) value, (RowType) type);
            default -> value;
        };
    }

    private static List<@Nullable Object> elements(ArrayData array, LogicalType type) {
        ArrayData.ElementGetter getter = ArrayData.createElementGetter(type);
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            values.add(of(getter.getElementOrNull(array, i), type));
        }
        return values;
    }
}
