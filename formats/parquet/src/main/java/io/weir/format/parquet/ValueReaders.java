package io.weir.format.parquet;

import static org.apache.parquet.format.Type.BYTE_ARRAY;
import static org.apache.parquet.format.Type.DOUBLE;
import static org.apache.parquet.format.Type.FIXED_LEN_BYTE_ARRAY;
import static org.apache.parquet.format.Type.FLOAT;
import static org.apache.parquet.format.Type.INT32;
import static org.apache.parquet.format.Type.INT64;
import static org.apache.parquet.format.Type.INT96;

import io.weir.columnar.BooleanColumn;
import io.weir.columnar.DoubleColumn;
import io.weir.columnar.FloatColumn;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.Type;

/** Chooses how a file's column is read as a SQL type. */
final class ValueReaders {
    private ValueReaders() {}

    /** What makes readers of the column as the type; empty if the column does not hold such values. */
    static Optional<Supplier<ValueReader>> of(SchemaElement column, LogicalType type, ZoneId zone) {
        Type physical = column.getType();
        return switch (type.getTypeRoot()) {
            case BOOLEAN ->
                when(
                        physical == Type.BOOLEAN,
                        () -> (from, to, at, count) -> from.readBooleans(((BooleanColumn) to).values(), at, count));
            case TINYINT, SMALLINT, INTEGER -> when(physical == INT32 && !isOther(column), ValueReaders::ints);
            case DATE -> when(physical == INT32 && isDate(column), ValueReaders::ints);
            case TIME_WITHOUT_TIME_ZONE -> time(column);
            case BIGINT ->
                physical == INT32 && !isOther(column)
                        ? Optional.of(LongFromInt::new)
                        : when(physical == INT64 && !isOther(column), ValueReaders::longs);
            case FLOAT ->
                when(
                        physical == FLOAT,
                        () -> (from, to, at, count) -> from.readFloats(((FloatColumn) to).values(), at, count));
            case DOUBLE ->
                physical == FLOAT
                        ? Optional.of(DoubleFromFloat::new)
                        : when(
                                physical == DOUBLE,
                                () -> (from, to, at, count) ->
                                        from.readDoubles(((DoubleColumn) to).values(), at, count));
            case CHAR, VARCHAR -> when(physical == BYTE_ARRAY && !isDecimal(column), TextReader::new);
            case BINARY, VARBINARY ->
                when(
                        (physical == BYTE_ARRAY || physical == FIXED_LEN_BYTE_ARRAY) && !isDecimal(column),
                        TextReader::new);
            case DECIMAL -> decimal(column, (DecimalType) type);
            case TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> timestamp(column, zone);
            default -> Optional.empty();
        };
    }

    private static Optional<Supplier<ValueReader>> when(boolean fits, Supplier<ValueReader> reader) {
        return fits ? Optional.of(reader) : Optional.empty();
    }

    private static ValueReader ints() {
        return (from, to, at, count) -> from.readInts(((IntColumn) to).values(), at, count);
    }

    private static ValueReader longs() {
        return (from, to, at, count) -> from.readLongs(((LongColumn) to).values(), at, count);
    }

    /** True for integers that mean something else than a number: dates, times, decimals. */
    private static boolean isOther(SchemaElement column) {
        if (column.isSetLogicalType()) {
            return !column.getLogicalType().isSetINTEGER();
        }
        if (!column.isSetConverted_type()) {
            return false;
        }
        return switch (column.getConverted_type()) {
            case INT_8, INT_16, INT_32, INT_64, UINT_8, UINT_16, UINT_32, UINT_64 -> false;
            default -> true;
        };
    }

    private static boolean isDate(SchemaElement column) {
        return column.isSetLogicalType()
                ? column.getLogicalType().isSetDATE()
                : !column.isSetConverted_type() || column.getConverted_type() == ConvertedType.DATE;
    }

    static boolean isDecimal(SchemaElement column) {
        return column.isSetLogicalType()
                ? column.getLogicalType().isSetDECIMAL()
                : column.getConverted_type() == ConvertedType.DECIMAL;
    }

    private static Optional<Supplier<ValueReader>> time(SchemaElement column) {
        if (column.getType() == INT32 && (!isOther(column) || isTime(column))) {
            return Optional.of(ValueReaders::ints);
        }
        if (column.getType() != INT64 || !isTime(column)) {
            return Optional.empty();
        }
        boolean isNanos = column.isSetLogicalType()
                && column.getLogicalType().getTIME().getUnit().isSetNANOS();
        return Optional.of(() -> new TimeFromLong(isNanos ? 1_000_000 : 1_000));
    }

    private static boolean isTime(SchemaElement column) {
        return column.isSetLogicalType()
                ? column.getLogicalType().isSetTIME()
                : column.getConverted_type() == ConvertedType.TIME_MILLIS
                        || column.getConverted_type() == ConvertedType.TIME_MICROS;
    }

    private static Optional<Supplier<ValueReader>> decimal(SchemaElement column, DecimalType type) {
        int scale = 0;
        int precision;
        if (isDecimal(column)) {
            org.apache.parquet.format.DecimalType its =
                    column.isSetLogicalType() ? column.getLogicalType().getDECIMAL() : null;
            scale = its == null ? column.getScale() : its.getScale();
            precision = its == null ? column.getPrecision() : its.getPrecision();
        } else {
            // An integer is a decimal without digits behind the point, as far as it has so many before it.
            if (isOther(column)) {
                return Optional.empty();
            }
            precision = column.getType() == INT32 ? 10 : 19;
        }
        if (scale != type.getScale() || precision > type.getPrecision()) {
            return Optional.empty();
        }
        return switch (column.getType()) {
            case INT32, INT64, BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY ->
                Optional.of(() -> new DecimalReader(column.getType()));
            default -> Optional.empty();
        };
    }

    private static Optional<Supplier<ValueReader>> timestamp(SchemaElement column, ZoneId zone) {
        if (column.getType() == INT96) {
            return Optional.of(() -> new Int96Reader(zone));
        }
        if (column.getType() != INT64) {
            return Optional.empty();
        }
        if (column.isSetLogicalType()) {
            if (!column.getLogicalType().isSetTIMESTAMP()) {
                return Optional.empty();
            }
            TimeUnit unit = column.getLogicalType().getTIMESTAMP().getUnit();
            long perSecond = unit.isSetMILLIS() ? 1_000 : unit.isSetMICROS() ? 1_000_000 : 1_000_000_000;
            return Optional.of(() -> new TimestampReader(perSecond, zone));
        }
        if (column.getConverted_type() == ConvertedType.TIMESTAMP_MILLIS) {
            return Optional.of(() -> new TimestampReader(1_000, zone));
        }
        return when(
                column.getConverted_type() == ConvertedType.TIMESTAMP_MICROS,
                () -> new TimestampReader(1_000_000, zone));
    }
}
