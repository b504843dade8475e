package io.weir.connector.view;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.BooleanType;
import org.apache.flink.table.types.logical.DateType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.FloatType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.SmallIntType;
import org.apache.flink.table.types.logical.TimeType;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.flink.table.types.logical.TinyIntType;
import org.apache.flink.table.types.logical.VarBinaryType;
import org.apache.flink.table.types.logical.VarCharType;

/** Random values of all scalar types: in Flink's internal form, as Java compares them, and as a request has them. */
final class RandomScalars {
    /** One value. */
    record Value(Object internal, Object java, String text) {}

    /** Makes values of one type. */
    interface Maker {
        Value make(Random random);
    }

    static Value same(Object value) {
        return new Value(value, value, value.toString());
    }

    private static final String[] TEXTS = {"", "a", "a\0b", "a\0", "ab", "b", "é", "z", "😀", "/home", "/home/x"};

    static final Map<LogicalType, Maker> SCALARS = Map.ofEntries(
            Map.entry(new BooleanType(), random -> same(random.nextBoolean())),
            Map.entry(new TinyIntType(), random -> same((byte) random.nextInt())),
            Map.entry(new SmallIntType(), random -> same((short) random.nextInt())),
            Map.entry(new IntType(), random -> same(random.nextInt())),
            Map.entry(new BigIntType(), random -> same(random.nextLong() >> random.nextInt(64))),
            Map.entry(new FloatType(), random -> same((random.nextFloat() - 0.5f) * random.nextInt(100_000))),
            Map.entry(new DoubleType(), random -> same(random.nextGaussian() * random.nextInt(100_000))),
            Map.entry(new DecimalType(10, 2), random -> decimal(random, 10, 2)),
            Map.entry(new DecimalType(30, 5), random -> decimal(random, 30, 5)),
            Map.entry(new VarCharType(20), random -> text(TEXTS[random.nextInt(TEXTS.length)])),
            Map.entry(new VarBinaryType(20), RandomScalars::bytes),
            Map.entry(new DateType(), RandomScalars::date),
            Map.entry(new TimeType(3), RandomScalars::time),
            Map.entry(new TimestampType(3), random -> timestamp(random, 1_000_000)),
            Map.entry(new TimestampType(9), random -> timestamp(random, 1)),
            Map.entry(new LocalZonedTimestampType(3), random -> instant(random, 1_000_000)),
            Map.entry(new LocalZonedTimestampType(6), random -> instant(random, 1_000)));

    static final List<LogicalType> TYPES = SCALARS.keySet().stream()
            .sorted(Comparator.comparing(LogicalType::asSummaryString))
            .toList();

    static Value text(String text) {
        return new Value(StringData.fromString(text), text, text);
    }

    private static Value bytes(Random random) {
        byte[] bytes = new byte[random.nextInt(4)];
        random.nextBytes(bytes);
        return new Value(bytes, bytes, Base64.getEncoder().encodeToString(bytes));
    }

    private static Value decimal(Random random, int precision, int scale) {
        BigInteger unscaled = new BigInteger(3 * precision - 2, random).subtract(BigInteger.TWO.pow(3 * precision - 3));
        BigDecimal value = new BigDecimal(unscaled, scale);
        return new Value(DecimalData.fromBigDecimal(value, precision, scale), value, value.toPlainString());
    }

    private static Value date(Random random) {
        LocalDate date = LocalDate.ofEpochDay(random.nextInt(40_000) - 20_000);
        return new Value((int) date.toEpochDay(), date, date.toString());
    }

    private static Value time(Random random) {
        int millis = random.nextInt(86_400_000);
        LocalTime time = LocalTime.ofNanoOfDay(millis * 1_000_000L);
        return new Value(millis, time, time.toString());
    }

    private static LocalDateTime moment(Random random, int nanos) {
        return LocalDateTime.ofEpochSecond(
                random.nextInt(), random.nextInt(1_000_000_000 / nanos) * nanos, ZoneOffset.UTC);
    }

    private static Value timestamp(Random random, int nanos) {
        LocalDateTime time = moment(random, nanos);
        return new Value(
                TimestampData.fromLocalDateTime(time), time, time.toString().replace('T', ' '));
    }

    private static Value instant(Random random, int nanos) {
        Instant time = moment(random, nanos).toInstant(ZoneOffset.UTC);
        return new Value(TimestampData.fromInstant(time), time, time.toString());
    }

    private RandomScalars() {}
}
