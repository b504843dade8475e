package io.weir.connector.jdbc;

import io.weir.columnar.ArrayColumn;
import io.weir.columnar.BooleanColumn;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.columnar.DecimalColumn;
import io.weir.columnar.DoubleColumn;
import io.weir.columnar.FloatColumn;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import io.weir.columnar.TimestampColumn;
import io.weir.plan.ErrorCode;
import io.weir.plan.NotNativeException;
import io.weir.plan.WeirException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Array;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;
import org.jspecify.annotations.Nullable;

/** Reads the values of one column of a result into a column of a batch. */
final class ColumnReader {
    private static final int NANOS_PER_MILLI = 1_000_000;

    private final JdbcTable table;
    private final String name;
    private final LogicalType type;

    private ColumnReader(JdbcTable table, String name, LogicalType type) {
        this.table = table;
        this.name = name;
        this.type = type;
    }

    static ColumnReader[] of(JdbcTable table, RowType type) {
        ColumnReader[] readers = new ColumnReader[type.getFieldCount()];
        List<String> names = type.getFieldNames();
        for (int i = 0; i < readers.length; i++) {
            readers[i] = new ColumnReader(table, names.get(i), type.getTypeAt(i));
        }
        return readers;
    }

    static WeirException unexpected(JdbcTable table, RuntimeException failure) {
        return new WeirException(
                ErrorCode.INTERNAL, "reading the table failed: " + failure, table.where(), "", failure);
    }

    /** Reads the value of the current row; numbers without an object of their own. */
    void read(ResultSet rows, int index, Column column, int position) throws SQLException {
        switch (type.getTypeRoot()) {
            case BOOLEAN -> ((BooleanColumn) column).set(position, rows.getBoolean(index));
            case TINYINT -> ((IntColumn) column).set(position, rows.getByte(index));
            case SMALLINT -> ((IntColumn) column).set(position, rows.getShort(index));
            case INTEGER -> ((IntColumn) column).set(position, rows.getInt(index));
            case BIGINT -> ((LongColumn) column).set(position, rows.getLong(index));
            case FLOAT -> ((FloatColumn) column).set(position, rows.getFloat(index));
            case DOUBLE -> ((DoubleColumn) column).set(position, rows.getDouble(index));
            default -> {
                Object value = object(rows, index);
                if (value == null) {
                    column.writeNull(position);
                } else {
                    set(type, column, position, value);
                }
                return;
            }
        }
        if (rows.wasNull()) {
            column.writeNull(position);
        }
    }

    private @Nullable Object object(ResultSet rows, int index) throws SQLException {
        return switch (type.getTypeRoot()) {
            case CHAR, VARCHAR -> rows.getString(index);
            case BINARY, VARBINARY -> rows.getBytes(index);
            case DECIMAL -> rows.getBigDecimal(index);
            case DATE -> rows.getObject(index, LocalDate.class);
            case TIME_WITHOUT_TIME_ZONE -> rows.getObject(index, LocalTime.class);
            case TIMESTAMP_WITHOUT_TIME_ZONE -> {
                // What has a zone in the database is shown in that of this process, as Flink's connector does.
                boolean hasZone = rows.getMetaData().getColumnTypeName(index).equals("timestamptz");
                yield hasZone ? rows.getTimestamp(index) : rows.getObject(index, LocalDateTime.class);
            }
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> {
                OffsetDateTime time = rows.getObject(index, OffsetDateTime.class);
                yield time == null ? null : time.toInstant();
            }
            case ARRAY -> rows.getArray(index);
            default -> throw new NotNativeException("type " + type.asSummaryString() + " of a database");
        };
    }

    private void set(LogicalType valueType, Column column, int position, Object value) throws SQLException {
        switch (valueType.getTypeRoot()) {
            case BOOLEAN -> ((BooleanColumn) column).set(position, (Boolean) value);
            case TINYINT, SMALLINT, INTEGER -> ((IntColumn) column).set(position, ((Number) value).intValue());
            case BIGINT -> ((LongColumn) column).set(position, ((Number) value).longValue());
            case FLOAT -> ((FloatColumn) column).set(position, ((Number) value).floatValue());
            case DOUBLE -> ((DoubleColumn) column).set(position, ((Number) value).doubleValue());
            case CHAR, VARCHAR -> ((BytesColumn) column).set(position, value.toString());
            case BINARY, VARBINARY -> ((BytesColumn) column).set(position, (byte[]) value);
            case DECIMAL -> setDecimal((DecimalType) valueType, column, position, (BigDecimal) value);
            case DATE -> {
                LocalDate date = value instanceof Date old ? old.toLocalDate() : (LocalDate) value;
                ((IntColumn) column).set(position, (int) date.toEpochDay());
            }
            case TIME_WITHOUT_TIME_ZONE -> {
                LocalTime time = value instanceof Time old ? old.toLocalTime() : (LocalTime) value;
                ((IntColumn) column).set(position, (int) (time.toNanoOfDay() / NANOS_PER_MILLI));
            }
            case TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
                setTime(valueType, column, position, value);
            case ARRAY -> setArray((ArrayType) valueType, (ArrayColumn) column, position, value);
            default -> throw new NotNativeException("type " + valueType.asSummaryString() + " of a database");
        }
    }

    private void setDecimal(DecimalType decimal, Column column, int position, BigDecimal value) {
        BigDecimal scaled = value.setScale(decimal.getScale(), RoundingMode.HALF_UP);
        if (scaled.precision() > decimal.getPrecision()) {
            throw new WeirException(
                    ErrorCode.VALUE_INVALID,
                    "the value " + value.toPlainString() + " of column " + name + " does not fit "
                            + decimal.asSummaryString(),
                    table.where(),
                    "Declare the column with more digits",
                    null);
        }
        if (column instanceof LongColumn compact) {
            compact.set(position, scaled.unscaledValue().longValueExact());
        } else {
            ((DecimalColumn) column).set(position, scaled.unscaledValue());
        }
    }

    private static void setTime(LogicalType type, Column column, int position, Object value) {
        Instant instant;
        if (value instanceof Instant exact) {
            instant = exact;
        } else {
            boolean isInstant = type.is(LogicalTypeRoot.TIMESTAMP_WITH_LOCAL_TIME_ZONE);
            if (isInstant && value instanceof Timestamp old) {
                instant = old.toInstant();
            } else {
                LocalDateTime time = value instanceof Timestamp old ? old.toLocalDateTime() : (LocalDateTime) value;
                instant = time.toInstant(ZoneOffset.UTC);
            }
        }
        long millis = instant.toEpochMilli();
        if (column instanceof LongColumn compact) {
            compact.set(position, millis);
        } else {
            int nanos = instant.getNano() % NANOS_PER_MILLI;
            int unit = 1;
            for (int i = LogicalTypeChecks.getPrecision(type); i < 9; i++) {
                unit *= 10;
            }
            ((TimestampColumn) column).set(position, millis, nanos - nanos % unit);
        }
    }

    private void setArray(ArrayType arrayType, ArrayColumn column, int position, Object value) throws SQLException {
        @Nullable
        Object[] elements = value instanceof Array array ? (@Nullable Object[]) array.getArray() : (Object[]) value;
        column.begin(position);
        for (Object element : elements) {
            int at = column.addElement();
            if (element == null) {
                column.elements().writeNull(at);
            } else {
                set(arrayType.getElementType(), column.elements(), at, element);
            }
        }
    }
}
