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
import java.util.List;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;
import org.jspecify.annotations.Nullable;

/** Appends Flink's rows to a batch of the same type: the way in for whatever comes through Flink's interfaces. */
public final class RowDataAppender {
    private final RowData.FieldGetter[] getters;
    private final List<LogicalType> types;

    public RowDataAppender(RowType type) {
        types = type.getChildren();
        getters = new RowData.FieldGetter[types.size()];
        for (int i = 0; i < getters.length; i++) {
            getters[i] = RowData.createFieldGetter(types.get(i), i);
        }
    }

    /** Appends a row with its kind of change. */
    public void append(RowData row, Batch batch) {
        int position = batch.rowCount();
        batch.ensureCapacity(position + 1);
        for (int i = 0; i < getters.length; i++) {
            set(batch.column(i), position, getters[i].getFieldOrNull(row), types.get(i));
        }
        batch.setRowKind(position, row.getRowKind().toByteValue());
        batch.setRowCount(position + 1);
    }

    /** Writes a value in Flink's internal form, or null, to a position that has not been written since reset. */
    public static void set(Column column, int position, @Nullable Object value, LogicalType type) {
        column.ensureCapacity(position + 1);
        if (value == null) {
            column.writeNull(position);
            return;
        }
        switch (column.kind()) {
            case BOOLEAN -> ((BooleanColumn) column).set(position, (Boolean) value);
            case INT -> ((IntColumn) column).set(position, ((Number) value).intValue());
            case LONG -> ((LongColumn) column).set(position, longValue(value));
            case FLOAT -> ((FloatColumn) column).set(position, (Float) value);
            case DOUBLE -> ((DoubleColumn) column).set(position, (Double) value);
            case DECIMAL ->
                ((DecimalColumn) column)
                        .set(position, ((DecimalData) value).toBigDecimal().unscaledValue());
            case TIMESTAMP -> {
                TimestampData timestamp = (TimestampData) value;
                ((TimestampColumn) column).set(position, timestamp.getMillisecond(), timestamp.getNanoOfMillisecond());
            }
            case BYTES ->
                ((BytesColumn) column)
                        .set(position, value instanceof StringData text ? text.toBytes() : (byte[]) value);
            case ROW -> setRow((RowColumn) column, position, (RowData) value, type);
            case ARRAY -> setArray((ArrayColumn) column, position, (ArrayData) value, (ArrayType) type);
            case MAP -> setMap((MapColumn) column, position, (MapData) value, type);
        }
    }

    private static long longValue(Object value) {
        if (value instanceof TimestampData timestamp) {
            return timestamp.getMillisecond();
        }
        return value instanceof DecimalData decimal ? decimal.toUnscaledLong() : (Long) value;
    }

    private static void setRow(RowColumn column, int position, RowData value, LogicalType type) {
        List<LogicalType> fields = LogicalTypeChecks.getFieldTypes(type);
        for (int i = 0; i < fields.size(); i++) {
            Object field = RowData.createFieldGetter(fields.get(i), i).getFieldOrNull(value);
            set(column.field(i), position, field, fields.get(i));
        }
    }

    private static void setArray(ArrayColumn column, int position, ArrayData value, ArrayType type) {
        ArrayData.ElementGetter getter = ArrayData.createElementGetter(type.getElementType());
        column.begin(position);
        for (int i = 0; i < value.size(); i++) {
            set(column.elements(), column.addElement(), getter.getElementOrNull(value, i), type.getElementType());
        }
    }

    private static void setMap(MapColumn column, int position, MapData value, LogicalType type) {
        LogicalType keyType = Columns.mapKeyType(type);
        LogicalType valueType = Columns.mapValueType(type);
        ArrayData.ElementGetter keys = ArrayData.createElementGetter(keyType);
        ArrayData.ElementGetter values = ArrayData.createElementGetter(valueType);
        column.begin(position);
        for (int i = 0; i < value.size(); i++) {
            int at = column.addEntry();
            set(column.keys(), at, keys.getElementOrNull(value.keyArray(), i), keyType);
            set(column.values(), at, values.getElementOrNull(value.valueArray(), i), valueType);
        }
    }
}
