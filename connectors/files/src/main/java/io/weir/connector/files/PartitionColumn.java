package io.weir.connector.files;

import io.weir.columnar.BooleanColumn;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.columnar.DecimalColumn;
import io.weir.columnar.DoubleColumn;
import io.weir.columnar.FloatColumn;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import io.weir.columnar.TimestampColumn;
import io.weir.engine.type.Columns;
import io.weir.plan.ErrorCode;
import io.weir.plan.NotNativeException;
import io.weir.plan.WeirException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.jspecify.annotations.Nullable;

/** A partition key: its value stands in the name of a folder above the file. */
final class PartitionColumn implements FileColumn {
    private static final int NANOS_PER_MILLI = 1_000_000;

    private final String name;
    private final LogicalType type;
    private final String defaultName;
    /** The value of the file that was read last. */
    private final Column value;

    private @Nullable SourceFile file;
    private int[] zeros = new int[0];

    /** @param defaultName what stands for NULL */
    PartitionColumn(String name, LogicalType type, String defaultName) {
        this.name = name;
        this.type = type;
        this.defaultName = defaultName;
        value = Columns.column(type, 1);
    }

    /** Refuses a type that no folder's name can hold, as Flink does. */
    static void check(String name, LogicalType type) {
        switch (type.getTypeRoot()) {
            case CHAR, VARCHAR, BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, FLOAT, DOUBLE, DECIMAL, DATE -> {}
            case TIMESTAMP_WITHOUT_TIME_ZONE -> {}
            default -> throw new NotNativeException("partition key " + name + " of type " + type.asSummaryString());
        }
    }

    @Override
    public void fill(Column column, SourceFile from, int rowCount) {
        if (!from.equals(file)) {
            parse(from);
            file = from;
        }
        column.ensureCapacity(rowCount);
        if (column instanceof BytesColumn bytes && !value.isNull(0)) {
            BytesColumn text = (BytesColumn) value;
            bytes.view(text.data());
            Arrays.fill(bytes.starts(), 0, rowCount, text.starts()[0]);
            Arrays.fill(bytes.lengths(), 0, rowCount, text.lengths()[0]);
            return;
        }
        if (zeros.length < rowCount) {
            zeros = new int[rowCount];
        }
        column.append(0, value, zeros, rowCount);
    }

    private void parse(SourceFile from) {
        value.reset();
        Optional<String> text = Optional.ofNullable(from.partition().get(name)).filter(it -> !it.equals(defaultName));
        if (text.isEmpty()) {
            value.setNull(0);
            return;
        }
        try {
            parse(text.get());
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw new WeirException(
                    ErrorCode.VALUE_INVALID,
                    "'" + text.get() + "' is no " + type.asSummaryString(),
                    from.label() + ", partition key " + name,
                    "Rename the folder, or declare the column as it is",
                    e);
        }
    }

    private void parse(String text) {
        switch (type.getTypeRoot()) {
            case CHAR, VARCHAR -> ((BytesColumn) value).set(0, text);
            case BOOLEAN -> ((BooleanColumn) value).set(0, Boolean.parseBoolean(text));
            case TINYINT -> ((IntColumn) value).set(0, Byte.parseByte(text));
            case SMALLINT -> ((IntColumn) value).set(0, Short.parseShort(text));
            case INTEGER -> ((IntColumn) value).set(0, Integer.parseInt(text));
            case BIGINT -> ((LongColumn) value).set(0, Long.parseLong(text));
            case FLOAT -> ((FloatColumn) value).set(0, Float.parseFloat(text));
            case DOUBLE -> ((DoubleColumn) value).set(0, Double.parseDouble(text));
            case DATE ->
                ((IntColumn) value).set(0, Math.toIntExact(LocalDate.parse(text).toEpochDay()));
            case DECIMAL -> parseDecimal(text, (DecimalType) type);
            default -> setTimestamp(LocalDateTime.parse(text));
        }
    }

    private void parseDecimal(String text, DecimalType decimal) {
        BigDecimal number = new BigDecimal(text).setScale(decimal.getScale(), RoundingMode.HALF_UP);
        if (number.precision() > decimal.getPrecision()) {
            throw new ArithmeticException("too many digits");
        }
        if (value instanceof LongColumn column) {
            column.set(0, number.unscaledValue().longValueExact());
        } else {
            ((DecimalColumn) value).set(0, number.unscaledValue());
        }
    }

    private void setTimestamp(LocalDateTime time) {
        long millis = time.toInstant(ZoneOffset.UTC).toEpochMilli();
        if (value instanceof LongColumn column) {
            column.set(0, millis);
        } else {
            ((TimestampColumn) value).set(0, millis, time.getNano() % NANOS_PER_MILLI);
        }
    }

    /** A partition without the keys whose value is NULL: the form in which the planner asks for it. */
    static Map<String, String> withoutNulls(Map<String, String> partition, String defaultName) {
        Map<String, String> values = new HashMap<>(partition);
        values.values().removeIf(defaultName::equals);
        return values;
    }
}
