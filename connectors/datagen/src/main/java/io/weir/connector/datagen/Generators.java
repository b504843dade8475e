package io.weir.connector.datagen;

import io.weir.engine.connector.TableOptions;
import io.weir.engine.type.Columns;
import io.weir.plan.NotNativeException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BinaryType;
import org.apache.flink.table.types.logical.CharType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.MultisetType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarBinaryType;
import org.apache.flink.table.types.logical.VarCharType;

/** Makes the generator of each field from its options, whose names, defaults and meaning are those of Flink. */
final class Generators {
    private static final int TEXT_LENGTH_DEFAULT = 100;
    private static final int COLLECTION_LENGTH_DEFAULT = 3;
    private static final long MONTHS_MAX_DEFAULT = 120_000;
    private static final long MULTISET_COUNT_MAX = 10;

    private final TableOptions options;
    private final long seed;
    private final ZoneId localTimeZone;
    private long sequenceRows = Long.MAX_VALUE;

    Generators(TableOptions options, long seed, ZoneId localTimeZone) {
        this.options = options;
        this.seed = seed;
        this.localTimeZone = localTimeZone;
    }

    /** The number of rows after which the first sequence ends. */
    long sequenceRows() {
        return sequenceRows;
    }

    /** The generator of a column. */
    FieldGenerator field(String name, LogicalType type) {
        String kindKey = key(name, "kind");
        String kind = options.text(kindKey, "random");
        return switch (kind) {
            case "random" -> random(name, type);
            case "sequence" -> sequence(name, type);
            default -> throw options.invalid(kindKey, "it must be random or sequence");
        };
    }

    private static String key(String name, String option) {
        return "fields." + name + "." + option;
    }

    // ---- random ----------------------------------------------------------------------------------------------------

    private FieldGenerator random(String name, LogicalType type) {
        String nullKey = key(name, "null-rate");
        double nullRate = options.number(nullKey).orElse(0.0);
        if (!(nullRate >= 0 && nullRate <= 1)) {
            throw options.invalid(nullKey, "it must be between 0 and 1");
        }
        long nullSeed = RandomNumbers.seed(seed, name + "?");
        LongPredicate isNull = nullRate == 0 ? row -> false : row -> RandomNumbers.unitAt(nullSeed, row) < nullRate;
        FieldGenerator values = randomValues(name, type, isNull);
        return nullRate == 0 ? values : new FieldGenerator.WithNulls(values, isNull);
    }

    private FieldGenerator randomValues(String name, LogicalType type, LongPredicate isNull) {
        long fieldSeed = RandomNumbers.seed(seed, name);
        return switch (type.getTypeRoot()) {
            case BOOLEAN -> NumberGenerators.booleans(fieldSeed);
            case TINYINT -> integers(name, fieldSeed, Byte.MIN_VALUE, Byte.MAX_VALUE);
            case SMALLINT -> integers(name, fieldSeed, Short.MIN_VALUE, Short.MAX_VALUE);
            case INTEGER -> integers(name, fieldSeed, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case INTERVAL_YEAR_MONTH ->
                integers(name, fieldSeed, 0, MONTHS_MAX_DEFAULT, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case BIGINT, INTERVAL_DAY_TIME -> integers(name, fieldSeed, Long.MIN_VALUE, Long.MAX_VALUE);
            case FLOAT -> floats(name, fieldSeed, Float.MIN_VALUE, Float.MAX_VALUE);
            case DOUBLE -> floats(name, fieldSeed, Double.MIN_VALUE, Double.MAX_VALUE);
            case DECIMAL -> decimals(name, fieldSeed, (DecimalType) type);
            case CHAR -> BytesGenerators.text(fieldSeed, ((CharType) type).getLength(), false);
            case VARCHAR ->
                BytesGenerators.text(fieldSeed, length(name, ((VarCharType) type).getLength()), varies(name));
            case BINARY -> BytesGenerators.binary(fieldSeed, ((BinaryType) type).getLength(), false);
            case VARBINARY ->
                BytesGenerators.binary(fieldSeed, length(name, ((VarBinaryType) type).getLength()), varies(name));
            case DATE -> TimeGenerators.dates(localTimeZone);
            case TIME_WITHOUT_TIME_ZONE -> TimeGenerators.times(localTimeZone);
            case TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
                TimeGenerators.timestamps(fieldSeed, maxPastMillis(name));
            case ROW -> rows(name, (RowType) type);
            case ARRAY ->
                NestedGenerators.arrays(
                        random(name + ".element", ((ArrayType) type).getElementType()), collectionLength(name), isNull);
            case MAP -> maps(name, (MapType) type, isNull);
            case MULTISET -> multisets(name, fieldSeed, (MultisetType) type, isNull);
            default -> throw unsupported(name, type);
        };
    }

    private FieldGenerator integers(String name, long fieldSeed, long min, long max) {
        return integers(name, fieldSeed, min, max, min, max);
    }

    private FieldGenerator integers(
            String name, long fieldSeed, long minDefault, long maxDefault, long least, long greatest) {
        long from = options.integer(key(name, "min")).orElse(minDefault);
        long to = options.integer(key(name, "max")).orElse(maxDefault);
        checkFits(key(name, "min"), from, least, greatest);
        checkFits(key(name, "max"), to, least, greatest);
        checkOrder(name, from < to);
        return NumberGenerators.integers(fieldSeed, from, to);
    }

    private void checkFits(String key, long value, long min, long max) {
        if (value < min || value > max) {
            throw options.invalid(key, "it must be between " + min + " and " + max);
        }
    }

    private void checkOrder(String name, boolean inOrder) {
        if (!inOrder) {
            String key = options.has(key(name, "max")) ? key(name, "max") : key(name, "min");
            throw options.invalid(key, "the least value must be less than the greatest");
        }
    }

    private FieldGenerator floats(String name, long fieldSeed, double min, double max) {
        double from = options.number(key(name, "min")).orElse(min);
        double to = options.number(key(name, "max")).orElse(max);
        checkOrder(name, from < to);
        return NumberGenerators.floats(fieldSeed, from, to);
    }

    private FieldGenerator decimals(String name, long fieldSeed, DecimalType type) {
        int precision = type.getPrecision();
        int scale = type.getScale();
        double largest = Math.pow(10, precision - scale) - Math.pow(10, -scale);
        double min = Math.max(-largest, options.number(key(name, "min")).orElse(Double.MIN_VALUE));
        double max = Math.min(largest, options.number(key(name, "max")).orElse(Double.MAX_VALUE));
        checkOrder(name, min < max);
        if (precision > Columns.COMPACT_DECIMAL_PRECISION_MAX) {
            return NumberGenerators.decimals(fieldSeed, min, max, precision, scale);
        }
        long limit = BigDecimal.TEN.pow(precision).longValueExact() - 1;
        long from = Math.max(-limit, unscaled(min, scale, RoundingMode.CEILING));
        long to = Math.min(limit, unscaled(max, scale, RoundingMode.FLOOR));
        return NumberGenerators.integers(fieldSeed, Math.min(from, to), to);
    }

    private static long unscaled(double value, int scale, RoundingMode rounding) {
        // By the shortest text of the double: 0.01 is meant, not 0.01000000000000000020816….
        return BigDecimal.valueOf(value)
                .setScale(scale, rounding)
                .unscaledValue()
                .longValueExact();
    }

    private int length(String name, int typeLength) {
        String key = key(name, "length");
        Optional<Long> length = options.integer(key);
        if (length.isEmpty()) {
            return typeLength == VarCharType.MAX_LENGTH ? TEXT_LENGTH_DEFAULT : typeLength;
        }
        if (length.get() < 1 || length.get() > typeLength) {
            throw options.invalid(key, "it must be between 1 and " + typeLength + ", the length of the type");
        }
        return length.get().intValue();
    }

    private boolean varies(String name) {
        return options.flag(key(name, "var-len"), false);
    }

    private int collectionLength(String name) {
        String key = key(name, "length");
        long length = options.integer(key).orElse((long) COLLECTION_LENGTH_DEFAULT);
        if (length < 0 || length > Short.MAX_VALUE) {
            throw options.invalid(key, "it must be between 0 and " + Short.MAX_VALUE);
        }
        return (int) length;
    }

    private long maxPastMillis(String name) {
        String key = key(name, "max-past");
        Duration past = options.duration(key).orElse(Duration.ZERO);
        if (past.isNegative()) {
            throw options.invalid(key, "it must not be negative");
        }
        return past.toMillis();
    }

    private FieldGenerator rows(String name, RowType type) {
        List<FieldGenerator> fields = new ArrayList<>();
        for (RowType.RowField field : type.getFields()) {
            fields.add(random(name + "." + field.getName(), field.getType()));
        }
        return NestedGenerators.rows(fields);
    }

    private FieldGenerator maps(String name, MapType type, LongPredicate isNull) {
        return NestedGenerators.maps(
                random(name + ".key", type.getKeyType()),
                random(name + ".value", type.getValueType()),
                collectionLength(name),
                type.getKeyType(),
                type.getValueType(),
                isNull);
    }

    private FieldGenerator multisets(String name, long fieldSeed, MultisetType type, LongPredicate isNull) {
        return NestedGenerators.maps(
                random(name + ".element", type.getElementType()),
                NumberGenerators.integers(fieldSeed, 0, MULTISET_COUNT_MAX),
                collectionLength(name),
                type.getElementType(),
                new IntType(false),
                isNull);
    }

    private NotNativeException unsupported(String name, LogicalType type) {
        return new NotNativeException("type " + type.asSummaryString() + " of generated field '" + name + "'");
    }

    // ---- sequence --------------------------------------------------------------------------------------------------

    private FieldGenerator sequence(String name, LogicalType type) {
        long start = bound(name, "start");
        long end = bound(name, "end");
        FieldGenerator generator = sequenceValues(name, type, start, end);
        sequenceRows = Math.min(sequenceRows, Math.abs(Math.subtractExact(end, start) + 1));
        return generator;
    }

    private long bound(String name, String option) {
        String key = key(name, option);
        options.required(key);
        return options.integer(key).orElseThrow();
    }

    private FieldGenerator sequenceValues(String name, LogicalType type, long start, long end) {
        return switch (type.getTypeRoot()) {
            case BOOLEAN -> NumberGenerators.booleans(RandomNumbers.seed(seed, name));
            case TINYINT -> numbers(name, start, end, Byte.MIN_VALUE, Byte.MAX_VALUE);
            case SMALLINT, FLOAT -> numbers(name, start, end, Short.MIN_VALUE, Short.MAX_VALUE);
            case INTEGER, DOUBLE -> numbers(name, start, end, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case BIGINT -> NumberGenerators.sequence(start, 1);
            case DECIMAL -> decimalSequence(name, (DecimalType) type, start, end);
            case CHAR, VARCHAR -> BytesGenerators.textSequence(start);
            case BINARY, VARBINARY -> BytesGenerators.binarySequence(start);
            case DATE -> TimeGenerators.dates(localTimeZone);
            case TIME_WITHOUT_TIME_ZONE -> TimeGenerators.times(localTimeZone);
            default -> throw unsupported(name, type);
        };
    }

    private FieldGenerator numbers(String name, long start, long end, long min, long max) {
        checkFits(key(name, "start"), start, min, max);
        checkFits(key(name, "end"), end, min, max);
        return NumberGenerators.sequence(start, 1);
    }

    private FieldGenerator decimalSequence(String name, DecimalType type, long start, long end) {
        int digits = Math.min(type.getPrecision() - type.getScale(), Columns.COMPACT_DECIMAL_PRECISION_MAX);
        long largest = BigDecimal.TEN.pow(digits).longValueExact() - 1;
        checkFits(key(name, "start"), start, -largest, largest);
        checkFits(key(name, "end"), end, -largest, largest);
        return type.getPrecision() > Columns.COMPACT_DECIMAL_PRECISION_MAX
                ? NumberGenerators.decimalSequence(start, type.getScale())
                : NumberGenerators.sequence(
                        start, BigDecimal.TEN.pow(type.getScale()).longValueExact());
    }
}
