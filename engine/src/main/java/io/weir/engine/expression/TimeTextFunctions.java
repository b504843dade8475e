package io.weir.engine.expression;

import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.columnar.DoubleColumn;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import io.weir.engine.type.Columns;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.TimeZone;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.utils.DateTimeUtils;
import org.jspecify.annotations.Nullable;

/** Points in time from and to texts and numbers: DATE_FORMAT, TO_DATE, TO_TIMESTAMP, FROM_UNIXTIME and their like. */
final class TimeTextFunctions {
    /** 0000-01-01 00:00:00.000 UTC. */
    private static final long MIN_EPOCH_MILLIS = -62_167_219_200_000L;
    /** 9999-12-31 23:59:59.999 UTC. */
    private static final long MAX_EPOCH_MILLIS = 253_402_300_799_999L;

    private static final String DEFAULT_PATTERN = "yyyy-MM-dd HH:mm:ss";
    private static final int DEFAULT_PATTERN_LENGTH = 19;
    /** Before 1582-10-15, the texts of FROM_UNIXTIME follow the Julian calendar. */
    private static final long GREGORIAN_START_SECONDS = -12_219_292_800L;

    private TimeTextFunctions() {}

    static void register(FunctionRegistry registry) {
        registry.add("DATE_FORMAT", TimeTextFunctions::dateFormat);
        registry.add("TO_DATE", TimeTextFunctions::toDate);
        registry.add("TO_TIMESTAMP", TimeTextFunctions::toTimestamp);
        registry.add("TO_TIMESTAMP_LTZ", TimeTextFunctions::toTimestampLtz);
        registry.add("FROM_UNIXTIME", TimeTextFunctions::fromUnixtime);
        registry.add("UNIX_TIMESTAMP", TimeTextFunctions::unixTimestamp);
        registry.add(
                "CONVERT_TZ",
                call -> texts(call, (operands, result, i) -> {
                    String converted =
                            DateTimeUtils.convertTz(text(operands, 0, i), text(operands, 1, i), text(operands, 2, i));
                    Utf8.setNullable((BytesColumn) result, i, converted);
                }));
    }

    /** The function of one row, where all operands are not null. */
    private interface RowFunction {
        void apply(Column[] operands, Column result, int position);
    }

    /** A function that goes row by row, for it makes objects anyway; a wrong pattern is an error. */
    private static KernelExpression texts(Call call, RowFunction function) {
        return texts(call, call.operands(), function);
    }

    private static KernelExpression texts(Call call, Expression[] operands, RowFunction function) {
        return Kernels.<Column>variadic(call.type(), operands, (columns, result, count) -> {
                    for (int i = 0; i < count; i++) {
                        if (!result.isNull(i)) {
                            try {
                                function.apply(columns, result, i);
                            } catch (IllegalArgumentException | DateTimeException e) {
                                throw failure(call.name(), e);
                            }
                        }
                    }
                })
                .fallible();
    }

    private static WeirException failure(String name, RuntimeException e) {
        return new WeirException(ErrorCode.VALUE_INVALID, String.valueOf(e.getMessage()), name, "", e);
    }

    private static String text(Column[] operands, int index, int position) {
        return ((BytesColumn) operands[index]).getString(position);
    }

    private static boolean isText(LogicalType type) {
        return type.is(LogicalTypeFamily.CHARACTER_STRING);
    }

    private static @Nullable String constantText(Call call, int index) {
        Constant constant = isText(call.operandType(index)) ? call.constant(index) : null;
        return constant == null ? null : constant.stringValue();
    }

    // ---- to texts --------------------------------------------------------------------------------------------------

    private static Expression dateFormat(Call call) {
        if (isText(call.operandType(0))) {
            return texts(
                    call,
                    (operands, result, i) -> Utf8.setNullable(
                            (BytesColumn) result,
                            i,
                            DateTimeUtils.formatTimestampString(text(operands, 0, i), text(operands, 1, i))));
        }
        if (!call.operandType(0).is(LogicalTypeFamily.TIMESTAMP)) {
            throw call.notNative();
        }
        ZoneShift zone = call.operandType(0).is(LogicalTypeRoot.TIMESTAMP_WITH_LOCAL_TIME_ZONE)
                ? new ZoneShift(call.context().localTimeZone())
                : null;
        String pattern = constantText(call, 1);
        TimestampFormat format = pattern == null ? null : TimestampFormat.compile(pattern);
        if (format == null) {
            return texts(
                    call,
                    (operands, result, i) ->
                            Utf8.set((BytesColumn) result, i, slowFormat(operands[0], zone, text(operands, 1, i), i)));
        }
        StringBuilder builder = new StringBuilder();
        return Kernels.<Column, BytesColumn>unary(
                call.type(),
                call.operand(0),
                (a, r, n) -> format(a, zone, format, String.valueOf(pattern), builder, r, n));
    }

    private static String slowFormat(Column timestamps, @Nullable ZoneShift zone, String pattern, int i) {
        long millis = Values.millis(timestamps, i);
        long local = zone == null ? millis : zone.toLocal(millis);
        TimestampData timestamp = TimestampData.fromEpochMillis(local, Values.nanosOfMilli(timestamps, i));
        return DateTimeUtils.formatTimestamp(timestamp, pattern);
    }

    private static void format(
            Column timestamps,
            @Nullable ZoneShift zone,
            TimestampFormat format,
            String pattern,
            StringBuilder builder,
            BytesColumn result,
            int count) {
        for (int i = 0; i < count; i++) {
            if (!result.isNull(i)) {
                long millis = Values.millis(timestamps, i);
                long local = zone == null ? millis : zone.toLocal(millis);
                builder.setLength(0);
                if (TimestampFormat.isInRange(local)) {
                    format.append(builder, local, Values.nanosOfMilli(timestamps, i));
                } else {
                    builder.append(slowFormat(timestamps, zone, pattern, i));
                }
                Utf8.set(result, i, builder);
            }
        }
    }

    private static Expression fromUnixtime(Call call) {
        Expression[] operands = call.operands();
        operands[0] = Numbers.toLong(operands[0]);
        TimeZone timeZone = TimeZone.getTimeZone(call.context().localTimeZone());
        ZoneShift zone = new ZoneShift(call.context().localTimeZone());
        String pattern = operands.length == 1 ? DEFAULT_PATTERN : constantText(call, 1);
        TimestampFormat format = pattern == null ? null : TimestampFormat.compile(pattern);
        StringBuilder builder = new StringBuilder();
        return texts(call, operands, (columns, result, i) -> {
            long seconds = ((LongColumn) columns[0]).get(i);
            if (format != null
                    && seconds >= GREGORIAN_START_SECONDS
                    && seconds < Long.MAX_VALUE / 2000
                    && TimestampFormat.isInRange(zone.toLocal(seconds * 1000))) {
                builder.setLength(0);
                format.append(builder, zone.toLocal(seconds * 1000), 0);
                Utf8.set((BytesColumn) result, i, builder);
            } else {
                String rowPattern = columns.length == 1 ? DEFAULT_PATTERN : text(columns, 1, i);
                Utf8.setNullable(
                        (BytesColumn) result, i, DateTimeUtils.formatUnixTimestamp(seconds, rowPattern, timeZone));
            }
        });
    }

    // ---- from texts ------------------------------------------------------------------------------------------------

    private static Expression toDate(Call call) {
        return texts(call, (operands, result, i) -> {
            Integer days = operands.length == 1
                    ? DateTimeUtils.parseDate(text(operands, 0, i))
                    : Integer.valueOf(DateTimeUtils.parseDate(text(operands, 0, i), text(operands, 1, i)));
            if (days == null) {
                result.setNull(i);
            } else {
                ((IntColumn) result).set(i, days);
            }
        });
    }

    /** What is no timestamp gives null. */
    private static Expression toTimestamp(Call call) {
        boolean plain = call.operandCount() == 1 || DEFAULT_PATTERN.equals(constantText(call, 1));
        int lengthMax = call.operandCount() == 1 ? Integer.MAX_VALUE : DEFAULT_PATTERN_LENGTH;
        return Kernels.<Column>variadic(call, (operands, result, count) -> {
            BytesColumn texts = (BytesColumn) operands[0];
            for (int i = 0; i < count; i++) {
                if (!result.isNull(i)) {
                    int start = texts.starts()[i];
                    int length = texts.lengths()[i];
                    if (plain && length <= lengthMax && TimestampText.isPlain(texts.data(), start, length)) {
                        long millis = TimestampText.epochSeconds(texts.data(), start) * 1000
                                + TimestampText.nanos(texts.data(), start, length) / 1_000_000;
                        TextParsers.set(result, i, millis, 0);
                    } else {
                        set(result, i, parseOrNull(operands, i));
                    }
                }
            }
        });
    }

    private static @Nullable TimestampData parseOrNull(Column[] operands, int i) {
        try {
            return operands.length == 1
                    ? DateTimeUtils.parseTimestampData(text(operands, 0, i))
                    : DateTimeUtils.parseTimestampData(text(operands, 0, i), text(operands, 1, i));
        } catch (RuntimeException e) {
            return null;
        }
    }

    private static void set(Column result, int position, @Nullable TimestampData timestamp) {
        if (timestamp == null) {
            result.setNull(position);
        } else {
            TextParsers.set(result, position, timestamp.getMillisecond(), timestamp.getNanoOfMillisecond());
        }
    }

    private static Expression toTimestampLtz(Call call) {
        if (isText(call.operandType(0))) {
            return texts(call, (operands, result, i) -> set(result, i, parseZoned(operands, i)));
        }
        Expression precision = call.operandCount() == 1
                ? ExpressionCompiler.constant(new IntType(false), defaultPrecision())
                : Numbers.toInt(call.operand(1));
        if (Numbers.isFloating(call.operandType(0))) {
            Expression[] operands = {Numbers.toDouble(call.operand(0)), precision};
            return texts(
                    call,
                    operands,
                    (columns, result, i) -> set(
                            result,
                            i,
                            DateTimeUtils.toTimestampData(
                                    ((DoubleColumn) columns[0]).get(i), ((IntColumn) columns[1]).get(i))));
        }
        if (!Numbers.isNumeric(call.operandType(0))) {
            throw call.notNative();
        }
        Expression[] operands = {Numbers.toLong(call.operand(0)), precision};
        if (precision instanceof Constant constant
                && constant.intValue() == 3
                && !constant.isNull()
                && Columns.column(call.type(), 0) instanceof LongColumn) {
            return Kernels.unary(call.type(), operands[0], TimeTextFunctions::checkMillis);
        }
        return texts(
                call,
                operands,
                (columns, result, i) -> set(
                        result,
                        i,
                        DateTimeUtils.toTimestampData(
                                ((LongColumn) columns[0]).get(i), ((IntColumn) columns[1]).get(i))));
    }

    /** Copies times that lie in the years 0 to 9999; others become null, as in Flink. */
    private static void checkMillis(LongColumn epochMillis, LongColumn result, int count) {
        long[] from = epochMillis.values();
        long[] to = result.values();
        for (int i = 0; i < count; i++) {
            to[i] = from[i];
            if (from[i] < MIN_EPOCH_MILLIS || from[i] > MAX_EPOCH_MILLIS) {
                result.setNull(i);
            }
        }
    }

    private static IntColumn defaultPrecision() {
        IntColumn column = new IntColumn(1);
        column.set(0, 3);
        return column;
    }

    /** Without a zone of its own, the text is that of a time in UTC, as in Flink. */
    private static @Nullable TimestampData parseZoned(Column[] operands, int i) {
        String text = text(operands, 0, i);
        if (operands.length == 1) {
            return DateTimeUtils.parseTimestampData(text);
        }
        String pattern = text(operands, 1, i);
        TimestampData local =
                DateTimeUtils.parseTimestampData(text, pattern, DateTimeUtils.precisionFromFormat(pattern));
        if (operands.length == 2 || local == null) {
            return local;
        }
        try {
            ZoneId zone = ZoneId.of(text(operands, 2, i));
            return TimestampData.fromInstant(
                    local.toLocalDateTime().atZone(zone).toInstant());
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Expression unixTimestamp(Call call) {
        if (call.operandCount() == 0) {
            return Kernels.<LongColumn>nullary(call.type(), (batch, result) -> {
                        long seconds = call.context().clock().currentTimeMillis() / 1000;
                        Arrays.fill(result.values(), 0, batch.rowCount(), seconds);
                    })
                    .nondeterministic();
        }
        if (call.operandType(0).is(LogicalTypeFamily.TIMESTAMP)) {
            return Kernels.<LongColumn, LongColumn>unary(
                    call.type(),
                    TemporalArithmetic.epochMillis(call.operand(0)),
                    (a, r, n) -> ArithmeticKernels.divide(a.values(), 1000L, r.values(), n));
        }
        TimeZone zone = TimeZone.getTimeZone(call.context().localTimeZone());
        return texts(
                call,
                (operands, result, i) -> ((LongColumn) result)
                        .set(
                                i,
                                operands.length == 1
                                        ? DateTimeUtils.unixTimestamp(text(operands, 0, i), zone)
                                        : DateTimeUtils.unixTimestamp(
                                                text(operands, 0, i), text(operands, 1, i), zone)));
    }
}
