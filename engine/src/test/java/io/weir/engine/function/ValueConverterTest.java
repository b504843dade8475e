package io.weir.engine.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.columnar.Column;
import io.weir.engine.type.Columns;
import io.weir.plan.NotNativeException;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TimeZone;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.types.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ValueConverterTest {
    /** Made by setters. */
    public static class Bean {
        private String name = "";
        public @Nullable Long size;

        public String getName() {
            return name;
        }

        public void setName(String value) {
            name = value;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Bean bean && bean.name.equals(name) && Objects.equals(bean.size, size);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }

    /** Made by its constructor. */
    public record Point(int x, Double y, List<String> tags) {}

    private static final FunctionTypes TYPES = new FunctionTypes(ValueConverterTest.class.getClassLoader());

    @Test
    void everyClassThatSqlTypesHaveComesBackAsItWent() {
        roundTrip(DataTypes.BOOLEAN(), true, false, null);
        roundTrip(DataTypes.TINYINT(), (byte) -128, (byte) 127, null);
        roundTrip(DataTypes.SMALLINT(), (short) -32768, null, (short) 7);
        roundTrip(DataTypes.INT(), Integer.MIN_VALUE, null, Integer.MAX_VALUE);
        roundTrip(DataTypes.INT().notNull().bridgedTo(int.class), 3);
        roundTrip(DataTypes.BIGINT(), Long.MIN_VALUE, null, Long.MAX_VALUE);
        roundTrip(DataTypes.FLOAT(), -0.0f, Float.NaN, null);
        roundTrip(DataTypes.DOUBLE(), Double.MIN_VALUE, null, Double.NEGATIVE_INFINITY);
        roundTrip(DataTypes.STRING(), "", "Zoë 😀", null);
        roundTrip(DataTypes.STRING().bridgedTo(StringData.class), StringData.fromString("ż"), null);
        roundTrip(DataTypes.BYTES(), new byte[0], new byte[] {0, -1}, null);
        roundTrip(DataTypes.INTERVAL(DataTypes.MONTH()), Period.ofMonths(-13), null);
        roundTrip(DataTypes.INTERVAL(DataTypes.YEAR()), Period.ofYears(2), null);
        roundTrip(DataTypes.INTERVAL(DataTypes.YEAR(), DataTypes.MONTH()), Period.of(1, 2, 0));
        roundTrip(DataTypes.INTERVAL(DataTypes.DAY(), DataTypes.SECOND(3)), Duration.ofMillis(-1), null);
    }

    @Test
    void decimalsKeepTheirScaleAndAreRoundedToIt() {
        roundTrip(DataTypes.DECIMAL(5, 2), new BigDecimal("-999.99"), null, new BigDecimal("0.10"));
        roundTrip(DataTypes.DECIMAL(38, 0), new BigDecimal("9".repeat(38)), null);
        roundTrip(
                DataTypes.DECIMAL(38, 10).bridgedTo(DecimalData.class),
                DecimalData.fromBigDecimal(new BigDecimal("-1.5"), 38, 10));
        roundTrip(DataTypes.DECIMAL(4, 1).bridgedTo(DecimalData.class), DecimalData.fromUnscaledLong(-15, 4, 1));

        assertThat(converted(DataTypes.DECIMAL(3, 1), new BigDecimal("1.25"))).isEqualTo(new BigDecimal("1.3"));
        assertThat(converted(DataTypes.DECIMAL(3, 1), new BigDecimal("99.95"))).isNull();
    }

    @Test
    void timesComeBackInEveryClassThatFlinkKnows() {
        roundTrip(DataTypes.DATE(), LocalDate.of(1969, 12, 31), null, LocalDate.of(9999, 12, 31));
        roundTrip(DataTypes.DATE().bridgedTo(Date.class), Date.valueOf("2024-02-29"), null);
        roundTrip(DataTypes.DATE().bridgedTo(Integer.class), -1, null);
        roundTrip(DataTypes.TIME(3), LocalTime.of(23, 59, 59, 999_000_000), null);
        roundTrip(DataTypes.TIME(3).bridgedTo(Long.class), 1_000_000L);
        roundTrip(
                DataTypes.TIME(0).bridgedTo(Time.class),
                new Time(3_600_000 - TimeZone.getDefault().getOffset(3_600_000)));
        for (int precision : new int[] {3, 9}) {
            roundTrip(
                    DataTypes.TIMESTAMP(precision),
                    LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_000_000),
                    null,
                    LocalDateTime.of(2024, 2, 29, 0, 0));
            roundTrip(
                    DataTypes.TIMESTAMP(precision).bridgedTo(Timestamp.class),
                    Timestamp.valueOf("2026-01-01 10:00:00.123"));
            roundTrip(DataTypes.TIMESTAMP_LTZ(precision), Instant.ofEpochMilli(-1), null, Instant.EPOCH);
            roundTrip(DataTypes.TIMESTAMP_LTZ(precision).bridgedTo(Long.class), -1L, null);
            roundTrip(DataTypes.TIMESTAMP_LTZ(precision).bridgedTo(Timestamp.class), new Timestamp(1_700_000_000_123L));
            roundTrip(DataTypes.TIMESTAMP(precision).bridgedTo(TimestampData.class), TimestampData.fromEpochMillis(-5));
        }
        roundTrip(DataTypes.TIMESTAMP(9), LocalDateTime.of(1960, 1, 1, 0, 0, 0, 1));
        roundTrip(DataTypes.TIMESTAMP_LTZ(9), Instant.ofEpochSecond(-1, 999_999_999));
    }

    @Test
    void nestedValuesComeBack() {
        roundTrip(DataTypes.ARRAY(DataTypes.INT()), new Integer[] {1, null, 3}, new Integer[0], null);
        roundTrip(DataTypes.ARRAY(DataTypes.INT().notNull()).bridgedTo(int[].class), new int[] {1, 2}, new int[0]);
        roundTrip(DataTypes.ARRAY(DataTypes.BIGINT().notNull()).bridgedTo(long[].class), (Object) new long[] {7});
        roundTrip(DataTypes.ARRAY(DataTypes.DOUBLE().notNull()).bridgedTo(double[].class), (Object) new double[] {.5});
        roundTrip(DataTypes.ARRAY(DataTypes.TINYINT().notNull()).bridgedTo(byte[].class), (Object) new byte[] {5});
        roundTrip(DataTypes.ARRAY(DataTypes.STRING()).bridgedTo(List.class), Arrays.asList("a", null), List.of(), null);
        roundTrip(DataTypes.ARRAY(DataTypes.ARRAY(DataTypes.STRING())), (Object)
                new String[][] {{"a"}, {}, {null, "b"}});
        Map<String, @Nullable Integer> map = new HashMap<>();
        map.put("a", 1);
        map.put("b", null);
        roundTrip(DataTypes.MAP(DataTypes.STRING(), DataTypes.INT()), map, null, Map.of());
        roundTrip(DataTypes.MULTISET(DataTypes.STRING()), Map.of("x", 2));
        roundTrip(
                DataTypes.ROW(
                        DataTypes.FIELD("a", DataTypes.INT()),
                        DataTypes.FIELD("b", DataTypes.ARRAY(DataTypes.STRING()))),
                Row.of(1, new String[] {"x"}),
                null,
                Row.of(null, null));
    }

    @Test
    void flinksInternalClassesComeBack() {
        DataType row = DataTypes.ROW(
                        DataTypes.FIELD("a", DataTypes.INT()),
                        DataTypes.FIELD("b", DataTypes.ARRAY(DataTypes.STRING())),
                        DataTypes.FIELD("c", DataTypes.MAP(DataTypes.STRING(), DataTypes.DECIMAL(4, 1))))
                .toInternal();
        Object array = new GenericArrayData(new Object[] {StringData.fromString("x"), null});
        Object map = new GenericMapData(Map.of(StringData.fromString("k"), DecimalData.fromUnscaledLong(15, 4, 1)));

        Object back = converted(row, GenericRowData.of(1, array, map));

        assertThat(back).isEqualTo(GenericRowData.of(1, array, map));
        assertThat(converted(row, GenericRowData.of(null, null, null))).isEqualTo(GenericRowData.of(null, null, null));
    }

    @Test
    void objectsOfClassesOfTheUsersComeBack() {
        Bean bean = new Bean();
        bean.setName("n");
        bean.size = 5L;
        roundTrip(TYPES.createDataType(Bean.class), bean, null, new Bean());
        roundTrip(TYPES.createDataType(Point.class), new Point(1, null, List.of("a")), null);
        roundTrip(DataTypes.ARRAY(TYPES.createDataType(Bean.class)), (Object) new Bean[] {bean, null});
    }

    @Test
    void aRowMayNameItsFields() {
        DataType type = DataTypes.ROW(DataTypes.FIELD("a", DataTypes.INT()), DataTypes.FIELD("b", DataTypes.STRING()));
        Row named = Row.withNames();
        named.setField("b", "x");

        assertThat(converted(type, named)).isEqualTo(Row.of(null, "x"));
    }

    @Test
    void aRowThatDoesNotFitIsRefusedWithItsFields() {
        DataType type = DataTypes.ROW(DataTypes.FIELD("a", DataTypes.INT()));
        Row named = Row.withNames();
        named.setField("c", 1);

        assertThatThrownBy(() -> converted(type, named))
                .hasMessageContaining("'c'")
                .hasMessageContaining("[a]");
        assertThatThrownBy(() -> converted(type, Row.of())).hasMessageContaining("0 fields");
        assertThatThrownBy(() -> converted(type, "text")).isInstanceOf(ClassCastException.class);
    }

    @Test
    void aTypeWithoutColumnsIsNotNative() {
        assertThatThrownBy(() -> ValueConverter.of(DataTypes.TIMESTAMP_WITH_TIME_ZONE(3)))
                .isInstanceOf(NotNativeException.class);
    }

    private static void roundTrip(DataType type, @Nullable Object... values) {
        Column column = Columns.column(type.getLogicalType(), values.length);
        ValueConverter converter = ValueConverter.of(type);
        for (int i = 0; i < values.length; i++) {
            column.ensureCapacity(i + 1);
            converter.write(column, i, values[i]);
        }
        for (int i = 0; i < values.length; i++) {
            Object read = converter.read(column, i);
            assertThat(read).as("%s, value %d", type, i).isEqualTo(values[i]);
        }
    }

    private static @Nullable Object converted(DataType type, @Nullable Object value) {
        Column column = Columns.column(type.getLogicalType(), 1);
        ValueConverter converter = ValueConverter.of(type);
        converter.write(column, 0, value);
        return converter.read(column, 0);
    }
}
