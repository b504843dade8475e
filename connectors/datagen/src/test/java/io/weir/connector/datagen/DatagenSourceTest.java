package io.weir.connector.datagen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.weir.columnar.Batch;
import io.weir.engine.spi.Source;
import io.weir.engine.spi.SourceReader;
import io.weir.engine.spi.SourceRequest;
import io.weir.engine.time.Clock;
import io.weir.engine.type.RowConverter;
import io.weir.plan.NotNativeException;
import io.weir.plan.WeirException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.BinaryType;
import org.apache.flink.table.types.logical.BooleanType;
import org.apache.flink.table.types.logical.CharType;
import org.apache.flink.table.types.logical.DateType;
import org.apache.flink.table.types.logical.DayTimeIntervalType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.FloatType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.MultisetType;
import org.apache.flink.table.types.logical.RawType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.SmallIntType;
import org.apache.flink.table.types.logical.TimeType;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.flink.table.types.logical.TinyIntType;
import org.apache.flink.table.types.logical.VarBinaryType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.table.types.logical.YearMonthIntervalType;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatagenSourceTest {
    private static final LogicalType STRING = new VarCharType(VarCharType.MAX_LENGTH);
    private static final long NOW = 1_700_000_000_123L;

    private final ManualClock clock = new ManualClock();
    private final Map<String, String> options = new HashMap<>(Map.of("rows-per-second", "100000000000"));
    private final Map<String, String> configuration = new HashMap<>();
    private final List<SourceRequest.Field> fields = new ArrayList<>();

    private static final class ManualClock implements Clock {
        private long nanos = 77;

        @Override
        public long currentTimeMillis() {
            return NOW;
        }

        @Override
        public long nanoTime() {
            return nanos;
        }
    }

    private void field(String name, LogicalType type, String... optionsOfField) {
        fields.add(new SourceRequest.Field(name, type, ""));
        for (int i = 0; i < optionsOfField.length; i += 2) {
            options.put("fields." + name + "." + optionsOfField[i], optionsOfField[i + 1]);
        }
    }

    private Source create(int parallelism, int batchRowsMax) {
        return new DatagenSourceFactory().create(request(parallelism, batchRowsMax));
    }

    private SourceRequest request(int parallelism, int batchRowsMax) {
        return new SourceRequest(
                "t",
                options,
                List.copyOf(fields),
                parallelism,
                batchRowsMax,
                Long.MAX_VALUE,
                List.of(),
                List.of(),
                configuration,
                ZoneId.of("Asia/Tokyo"),
                clock,
                name -> {
                    throw new AssertionError();
                });
    }

    private List<Row> read(int parallelism, int batchRowsMax) {
        Map<Long, List<Row>> batches = new TreeMap<>();
        RowConverter converter = new RowConverter(request(1, 1).rowType());
        try (Source source = create(parallelism, batchRowsMax)) {
            assertThat(source.isBounded()).isTrue();
            List<SourceReader> readers = new ArrayList<>();
            for (int i = 0; i < parallelism; i++) {
                readers.add(source.createReader(i));
            }
            while (!readers.get(0).isFinished()) {
                for (SourceReader reader : readers) {
                    Batch batch = reader.poll();
                    if (batch != null) {
                        List<Row> rows = new ArrayList<>();
                        for (int i = 0; i < batch.rowCount(); i++) {
                            rows.add(converter.toRow(batch, i));
                        }
                        batches.put(batch.sequence(), rows);
                    }
                }
            }
        }
        List<Row> rows = new ArrayList<>();
        batches.values().forEach(rows::addAll);
        return rows;
    }

    private void everyType() {
        field("b", new BooleanType());
        field("t", new TinyIntType(), "min", "-3", "max", "3");
        field("s", new SmallIntType());
        field("i", new IntType());
        field("l", new BigIntType());
        field("f", new FloatType(), "min", "1.5", "max", "2.5");
        field("d", new DoubleType(), "null-rate", "0.3");
        field("dec", new DecimalType(10, 2), "min", "-1.5", "max", "1.5");
        field("big", new DecimalType(30, 5));
        field("c", new CharType(5));
        field("v", STRING, "length", "20", "var-len", "true", "null-rate", "0.3");
        field("bin", new BinaryType(3));
        field("vbin", new VarBinaryType(7));
        field("date", new DateType());
        field("time", new TimeType(3));
        field("ts", new TimestampType(3), "max-past", "10 s");
        field("ltz", new LocalZonedTimestampType(6));
        field("ym", new YearMonthIntervalType(YearMonthIntervalType.YearMonthResolution.YEAR_TO_MONTH));
        field("dt", new DayTimeIntervalType(DayTimeIntervalType.DayTimeResolution.DAY_TO_SECOND));
        field("arr", new ArrayType(new IntType()), "length", "2", "element.min", "5", "element.max", "6");
        field("map", new MapType(STRING, new BigIntType()), "null-rate", "0.5", "key.length", "1");
        field("set", new MultisetType(new TinyIntType()));
        options.put("fields.set.element.min", "0");
        options.put("fields.set.element.max", "1");
        field("row", RowType.of(new LogicalType[] {new IntType(), STRING}, new String[] {"x", "y"}));
        options.put("fields.row.x.null-rate", "0.5");
        options.put("fields.row.null-rate", "0.2");
        options.put("fields.row.y.length", "4");
        // As "fields.arr.length" and so on, the options of parts are those of a field with a longer name.
    }

    @Test
    void everyTypeIsGeneratedByItsOptions() {
        everyType();
        options.put("number-of-rows", "2000");

        List<Row> rows = read(2, 100);

        assertThat(rows).hasSize(2000);
        int nullTexts = 0;
        Set<Integer> tiny = new HashSet<>();
        Set<Integer> lengths = new HashSet<>();
        for (Row row : rows) {
            tiny.add(((Byte) row.getField("t")).intValue());
            assertThat((Float) row.getField("f")).isBetween(1.5f, 2.5f);
            assertThat((BigDecimal) row.getField("dec")).isBetween(new BigDecimal("-1.50"), new BigDecimal("1.50"));
            assertThat(((BigDecimal) row.getField("big")).precision()).isLessThanOrEqualTo(30);
            assertThat((String) row.getField("c")).matches("[0-9a-f]{5}");
            nullTexts += row.getField("v") == null ? 1 : 0;
            if (row.getField("v") != null) {
                lengths.add(((String) row.getField("v")).length());
            }
            assertThat((byte[]) row.getField("bin")).hasSize(3);
            assertThat((byte[]) row.getField("vbin")).hasSize(7);
            assertThat(row.getField("date")).isEqualTo(LocalDate.of(2023, 11, 15));
            assertThat(row.getField("time")).isEqualTo(LocalTime.of(7, 13, 20, 123_000_000));
            assertThat((LocalDateTime) row.getField("ts"))
                    .isBetween(
                            LocalDateTime.parse("2023-11-14T22:13:10.123"),
                            LocalDateTime.parse("2023-11-14T22:13:20.123"));
            assertThat(row.getField("ltz")).isEqualTo(Instant.ofEpochMilli(NOW));
            assertThat((Integer[]) row.getField("arr")).hasSize(2).containsAnyOf(5, 6);
            Map<?, ?> map = (Map<?, ?>) row.getField("map");
            assertThat(map == null || (map.size() <= 3 && !map.isEmpty())).isTrue();
            assertThat((Map<?, ?>) row.getField("set")).hasSizeBetween(1, 2);
        }
        assertThat(tiny).containsExactlyInAnyOrder(-3, -2, -1, 0, 1, 2, 3);
        assertThat(lengths).hasSize(19).contains(1, 19);
        assertThat(nullTexts).isCloseTo(600, within(100));
        assertThat(rows).extracting(row -> row.getField("row")).contains((Object) null);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,7", "3,4096"})
    void withASeedRowsAreTheSameAtAnyParallelismAndBatchSize(int parallelism, int batchRowsMax) {
        everyType();
        options.put("number-of-rows", "500");
        options.put("rows-per-second", "1000000000000");
        configuration.put("weir.datagen.seed", "42");
        String expected = read(1, 100).toString();

        assertThat(read(parallelism, batchRowsMax).toString()).isEqualTo(expected);
        configuration.put("weir.datagen.seed", "43");
        assertThat(read(parallelism, batchRowsMax).toString()).isNotEqualTo(expected);
    }

    @Test
    void withASeedTimePassesByTheRate() {
        field("ts", new TimestampType(3));
        options.put("rows-per-second", "2");
        options.put("number-of-rows", "4");
        configuration.put("weir.datagen.seed", "1");
        configuration.put("weir.datagen.start-millis", "0");
        List<Object> times = new ArrayList<>();
        RowConverter converter = new RowConverter(request(1, 1).rowType());
        try (Source source = create(1, 10);
                SourceReader reader = source.createReader(0)) {
            while (!reader.isFinished()) {
                Batch batch = reader.poll();
                if (batch == null) {
                    clock.nanos += 100_000_000;
                } else {
                    times.add(String.valueOf(converter.toRow(batch, 0)));
                }
            }
        }
        assertThat(times)
                .containsExactly(
                        "+I[1970-01-01T00:00]",
                        "+I[1970-01-01T00:00:00.500]",
                        "+I[1970-01-01T00:00:01]",
                        "+I[1970-01-01T00:00:01.500]");
    }

    @Test
    void theRateIsKeptSmoothly() {
        field("i", new IntType());
        options.put("rows-per-second", "1000");
        long rows = 0;
        long most = 0;
        try (Source source = create(2, 4096);
                SourceReader first = source.createReader(0);
                SourceReader second = source.createReader(1)) {
            assertThat(source.isBounded()).isFalse();
            for (int millis = 0; millis < 3000; millis++) {
                long now = 0;
                for (SourceReader reader : List.of(first, second)) {
                    for (Batch batch = reader.poll(); batch != null; batch = reader.poll()) {
                        now += batch.rowCount();
                    }
                }
                most = Math.max(most, now);
                rows += now;
                clock.nanos += 1_000_000;
            }
        }
        assertThat(rows).isCloseTo(3000, within(5L));
        assertThat(most).isLessThanOrEqualTo(5);
    }

    @Test
    void sequencesEndTheSource() {
        field("a", new BigIntType(), "kind", "sequence", "start", "10", "end", "14");
        field("b", STRING, "kind", "sequence", "start", "1", "end", "100");
        field("c", new DecimalType(5, 2), "kind", "sequence", "start", "-1", "end", "100");
        field("d", new DoubleType(), "kind", "sequence", "start", "1", "end", "100");
        field("e", new DecimalType(25, 2), "kind", "sequence", "start", "1", "end", "100");
        field("f", new TinyIntType(), "kind", "sequence", "start", "1", "end", "100");

        assertThat(read(2, 2))
                .extracting(Row::toString)
                .containsExactly(
                        "+I[10, 1, -1.00, 1.0, 1.00, 1]",
                        "+I[11, 2, 0.00, 2.0, 2.00, 2]",
                        "+I[12, 3, 1.00, 3.0, 3.00, 3]",
                        "+I[13, 4, 2.00, 4.0, 4.00, 4]",
                        "+I[14, 5, 3.00, 5.0, 5.00, 5]");
    }

    @Test
    void noRowsAreAskedFor() {
        field("a", new BigIntType());
        options.put("number-of-rows", "0");
        assertThat(read(2, 10)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "rows-per-second, 0, it must be positive",
        "number-of-rows, -1, it must not be negative",
        "fields.i.min, x, it must be a whole number",
        "fields.i.min, 3000000000, it must be between",
        "fields.i.null-rate, 2, it must be between 0 and 1",
        "fields.i.kind, other, it must be random or sequence",
        "fields.s.length, 0, it must be between 1 and",
        "fields.ts.max-past, soon, it must be a duration",
    })
    void aWrongValueIsNamed(String key, String value, String rule) {
        field("i", new IntType());
        field("s", STRING);
        field("ts", new TimestampType(3));
        options.put(key, value);

        assertThatThrownBy(() -> create(1, 1))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("table t, option '" + key + "'")
                .hasMessageContaining(rule);
    }

    @Test
    void boundsAreInOrder() {
        field("i", new IntType(), "min", "5", "max", "4");
        assertThatThrownBy(() -> create(1, 1))
                .hasMessageContaining("fields.i.max")
                .hasMessageContaining("less than");
    }

    @Test
    void aSequenceNeedsBothEnds() {
        field("i", new IntType(), "kind", "sequence", "start", "1");
        assertThatThrownBy(() -> create(1, 1)).hasMessageContaining("option 'fields.i.end' is missing");
    }

    @Test
    void whatIsNotNativeIsLeftToFlink() {
        field("i", new IntType());
        options.put("fields.j.min", "1");
        assertThatThrownBy(() -> create(1, 1))
                .isInstanceOf(NotNativeException.class)
                .hasMessageContaining("fields.j.min");
        options.remove("fields.j.min");
        field("raw", new RawType<>(Integer.class, org.apache.flink.api.common.typeutils.base.IntSerializer.INSTANCE));
        assertThatThrownBy(() -> create(1, 1))
                .isInstanceOf(NotNativeException.class)
                .hasMessageContaining("'raw'");
    }

    @Test
    void aWrongSeedIsNamed() {
        field("i", new IntType());
        configuration.put("weir.datagen.seed", "abc");
        assertThatThrownBy(() -> create(1, 1)).hasMessageContaining("configuration, 'weir.datagen.seed'");
    }
}
