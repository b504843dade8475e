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
import io.weir.plan.NotNativeException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * The values of partition keys as texts in names of folders. A DATE is written as it is read; Flink writes the number
 * of its day, which it cannot read.
 */
final class PartitionValues {
    private PartitionValues() {}

    /** Refuses a type that could not be read back. */
    static void check(String name, LogicalType type) {
        switch (type.getTypeRoot()) {
            case CHAR, VARCHAR, BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, FLOAT, DOUBLE, DECIMAL, DATE -> {}
            case TIMESTAMP_WITHOUT_TIME_ZONE -> {}
            default -> throw new NotNativeException("partition key " + name + " of type " + type.asSummaryString());
        }
    }

    /** The text of a value; what stands for NULL if it is that, or an empty text. */
    static String text(LogicalType type, Column column, int position, String defaultName) {
        if (column.isNull(position)) {
            return defaultName;
        }
        String text = switch (type.getTypeRoot()) {
            case CHAR, VARCHAR -> ((BytesColumn) column).getString(position);
            case BOOLEAN -> Boolean.toString(((BooleanColumn) column).get(position));
            case BIGINT -> Long.toString(((LongColumn) column).get(position));
            case FLOAT -> Float.toString(((FloatColumn) column).get(position));
            case DOUBLE -> Double.toString(((DoubleColumn) column).get(position));
            case DATE ->
                LocalDate.ofEpochDay(((IntColumn) column).get(position)).toString();
            case DECIMAL -> decimal((DecimalType) type, column, position);
            case TIMESTAMP_WITHOUT_TIME_ZONE -> timestamp(column, position);
            default -> Integer.toString(((IntColumn) column).get(position));
        };
        return text.isEmpty() ? defaultName : text;
    }

    private static String decimal(DecimalType type, Column column, int position) {
        BigInteger unscaled = column instanceof LongColumn compact
                ? BigInteger.valueOf(compact.get(position))
                : ((DecimalColumn) column).unscaled(position);
        return new BigDecimal(unscaled, type.getScale()).toPlainString();
    }

    private static String timestamp(Column column, int position) {
        Instant instant = column instanceof LongColumn compact
                ? Instant.ofEpochMilli(compact.get(position))
                : Instant.ofEpochMilli(((TimestampColumn) column).millis()[position])
                        .plusNanos(((TimestampColumn) column).nanosOfMilli()[position]);
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC).toString();
    }
}
