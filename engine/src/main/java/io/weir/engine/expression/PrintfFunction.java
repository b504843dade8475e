package io.weir.engine.expression;

import io.weir.columnar.BooleanColumn;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.columnar.DoubleColumn;
import io.weir.columnar.FloatColumn;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import java.util.Formatter;
import java.util.IllegalFormatException;
import java.util.Locale;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.LogicalType;
import org.jspecify.annotations.Nullable;

/** PRINTF: Java's formats; one that does not fit its values gives null. */
final class PrintfFunction {
    private PrintfFunction() {}

    static void register(FunctionRegistry registry) {
        registry.add("PRINTF", PrintfFunction::printf);
    }

    private static Expression printf(Call call) {
        LogicalType[] types = new LogicalType[call.operandCount()];
        for (int i = 0; i < types.length; i++) {
            types[i] = call.operandType(i);
            boolean isPrinted = switch (types[i].getTypeRoot()) {
                case CHAR,
                        VARCHAR,
                        BOOLEAN,
                        TINYINT,
                        SMALLINT,
                        INTEGER,
                        BIGINT,
                        FLOAT,
                        DOUBLE,
                        DECIMAL,
                        DATE,
                        TIME_WITHOUT_TIME_ZONE,
                        TIMESTAMP_WITHOUT_TIME_ZONE,
                        TIMESTAMP_WITH_LOCAL_TIME_ZONE,
                        NULL -> true;
                default -> false;
            };
            if (!isPrinted) {
                throw call.notNative();
            }
        }
        StringBuilder text = new StringBuilder();
        Formatter formatter = new Formatter(text, Locale.US);
        @Nullable Object[] values = new @Nullable Object[types.length - 1];
        return Kernels.<BytesColumn>variadic(call, (operands, result, count) -> {
                    BytesColumn formats = (BytesColumn) operands[0];
                    for (int i = 0; i < count; i++) {
                        if (formats.isNull(i)) {
                            Utf8.setNull(result, i);
                            continue;
                        }
                        for (int j = 0; j < values.length; j++) {
                            values[j] = value(operands[j + 1], types[j + 1], i);
                        }
                        text.setLength(0);
                        try {
                            formatter.format(formats.getString(i), values);
                            Utf8.set(result, i, text);
                        } catch (IllegalFormatException e) {
                            Utf8.setNull(result, i);
                        }
                    }
                })
                .ownNulls();
    }

    /** The object that Flink gives the formatter. */
    private static @Nullable Object value(Column column, LogicalType type, int position) {
        if (column.isNull(position)) {
            return null;
        }
        return switch (type.getTypeRoot()) {
            case CHAR, VARCHAR -> ((BytesColumn) column).getString(position);
            case BOOLEAN -> ((BooleanColumn) column).get(position);
            case TINYINT -> (byte) ((IntColumn) column).get(position);
            case SMALLINT -> (short) ((IntColumn) column).get(position);
            case INTEGER, DATE, TIME_WITHOUT_TIME_ZONE -> ((IntColumn) column).get(position);
            case BIGINT -> ((LongColumn) column).get(position);
            case FLOAT -> ((FloatColumn) column).get(position);
            case DOUBLE -> ((DoubleColumn) column).get(position);
            case DECIMAL ->
                DecimalData.fromBigDecimal(
                        Decimals.get(column, Decimals.scale(type), position),
                        Decimals.precision(type),
                        Decimals.scale(type));
            case TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
                TimestampData.fromEpochMillis(Values.millis(column, position), Values.nanosOfMilli(column, position));
            default -> null;
        };
    }
}
