package io.weir.engine.window;

import io.weir.columnar.Batch;
import io.weir.engine.aggregate.Aggregation;
import io.weir.engine.operator.Operator;
import io.weir.engine.operator.OperatorChain;
import io.weir.engine.operator.OperatorTester;
import io.weir.plan.expression.AggregateCall;
import io.weir.plan.expression.FunctionReference;
import io.weir.plan.node.Window;
import io.weir.plan.node.WindowProperty;
import io.weir.plan.node.Windowing;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.BooleanType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.types.Row;

/** A random window aggregation over a random stream, all from one seed: the operators to test and the right answer. */
final class WindowScenario {
    private static final int TIME = 0;
    private static final int TEXT_KEY = 1;
    private static final int NUMBER_KEY = 2;
    private static final int FIRST_VALUE = 3;
    private static final int FILTER = 10;
    private static final String[] ZONES = {"America/Los_Angeles", "Europe/Berlin", "Asia/Tokyo", "Asia/Kolkata"};

    private final Random random;
    private final Window window;
    private final Optional<ZoneId> zone;
    private final RowType inputType;
    private final int[] keys;
    private final List<AggregateOracle> calls = new ArrayList<>();
    private final List<Object[]> rows = new ArrayList<>();
    private final List<WindowOracle.Input> inputs = new ArrayList<>();

    private WindowScenario(Random random, Window window, Optional<ZoneId> zone, int[] keys) {
        this.random = random;
        this.window = window;
        this.zone = zone;
        this.keys = keys;
        this.inputType = inputType(timeType());
    }

    private static RowType inputType(LogicalType time) {
        return RowType.of(
                time,
                new VarCharType(VarCharType.MAX_LENGTH),
                new BigIntType(),
                new IntType(),
                new BigIntType(),
                new DoubleType(),
                new DecimalType(10, 2),
                new DecimalType(38, 10),
                new VarCharType(VarCharType.MAX_LENGTH),
                new TimestampType(6),
                new BooleanType());
    }

    private LogicalType timeType() {
        return zone.isPresent() ? new LocalZonedTimestampType(3) : new TimestampType(3);
    }

    /** A stream of a few dozen rows, with windows and calls of all kinds. */
    static WindowScenario random(long seed, boolean isSession) {
        Random random = new Random(seed);
        boolean isLocal = random.nextInt(4) == 0;
        Optional<ZoneId> zone =
                isLocal ? Optional.of(ZoneId.of(ZONES[random.nextInt(ZONES.length)])) : Optional.empty();
        long unit = isLocal ? 60_000L * (1 + random.nextInt(30)) : 1 + random.nextInt(50);
        Window window = isSession ? new Window.Session(unit, List.of()) : window(random, unit);
        int[][] keySets = {{}, {TEXT_KEY}, {NUMBER_KEY}, {TEXT_KEY, NUMBER_KEY}};
        WindowScenario scenario = new WindowScenario(random, window, zone, keySets[random.nextInt(keySets.length)]);
        scenario.addCalls(1 + random.nextInt(4), random.nextInt(3) == 0);
        scenario.addRows(random.nextInt(80), unit, 1 + random.nextInt(6));
        return scenario;
    }

    /** Many keys that come and go, so that what is dead must be packed. */
    static WindowScenario manyKeys(long seed, Window window, boolean isInvertible) {
        Random random = new Random(seed);
        WindowScenario scenario =
                new WindowScenario(random, window, Optional.empty(), new int[] {random.nextBoolean() ? TEXT_KEY : 2});
        scenario.addCalls(2, isInvertible);
        scenario.addRows(3_500, 2, 3000);
        return scenario;
    }

    private static Window window(Random random, long unit) {
        int slices = 1 + random.nextInt(12);
        long offset = random.nextInt(3) == 0 ? (random.nextInt(40) - 20) * unit / 7 : 0;
        return switch (random.nextInt(4)) {
            case 0 -> new Window.Tumbling(slices * unit, offset);
            case 1 -> new Window.Hopping(slices * unit, unit, offset);
            case 2 -> new Window.Hopping(slices * unit, (1 + random.nextInt(15)) * unit, offset);
            default -> new Window.Cumulative(slices * unit, unit, offset);
        };
    }

    private void addCalls(int count, boolean isInvertible) {
        for (int i = 0; i < count; i++) {
            int filter = random.nextInt(4) == 0 ? FILTER : -1;
            if (random.nextInt(4) == 0) {
                calls.add(new AggregateOracle("COUNT", -1, new BigIntType(false), filter, false));
                continue;
            }
            String[] functions = {"COUNT", "SUM", "AVG", "MIN", "MAX"};
            String function = functions[random.nextInt(isInvertible ? 3 : functions.length)];
            int types = function.equals("SUM") || function.equals("AVG") ? isInvertible ? 2 : 5 : 7;
            int argument = FIRST_VALUE + random.nextInt(types);
            boolean isDistinct = !isInvertible && random.nextInt(4) == 0;
            calls.add(new AggregateOracle(function, argument, inputType.getTypeAt(argument), filter, isDistinct));
        }
    }

    private void addRows(int count, long unit, int keyCount) {
        long now = start();
        long watermark = Batch.NO_WATERMARK;
        long delay = unit * random.nextInt(4);
        for (int i = 0; i < count; i++) {
            now += random.nextInt(6) == 0 ? random.nextLong(20 * unit) : random.nextLong(unit + 1);
            long time = now - (random.nextInt(3) == 0 ? random.nextLong(10 * unit) : 0);
            if (random.nextInt(5) == 0) {
                watermark = Math.max(watermark, now - delay - (random.nextBoolean() ? 1 : 0));
            }
            Object[] row = row(time, keyCount);
            inputs.add(new WindowOracle.Input(key(row), time, watermark, i));
            rows.add(row);
        }
    }

    /** Before or after 1970; in a zone with daylight saving time, hours before the clock changes. */
    private long start() {
        if (zone.isEmpty()) {
            return random.nextInt(4000) - 2000;
        }
        String[] times = {"2025-03-09T08:00:00Z", "2025-11-02T06:00:00Z", "2025-03-29T23:00:00Z", "2025-10-25T22:00:00Z"
        };
        return Instant.parse(times[random.nextInt(times.length)]).toEpochMilli();
    }

    private Object key(Object[] row) {
        return Arrays.stream(keys).mapToObj(key -> row[key]).toList().toString();
    }

    private Object[] row(long time, int keyCount) {
        Object[] row = {
            time,
            "key " + random.nextInt(keyCount),
            (long) random.nextInt(keyCount) - 2,
            random.nextInt(2000) - 1000,
            random.nextInt(50) == 0 ? Long.MAX_VALUE - 5 : (long) random.nextInt(50),
            (random.nextInt(400) - 200) / 4.0,
            BigDecimal.valueOf(random.nextInt(20_000) - 10_000, 2),
            BigDecimal.valueOf(random.nextLong(), 10),
            random.nextInt(8) == 0 ? "" : "text " + "é".repeat(random.nextInt(3)) + random.nextInt(12),
            LocalDateTime.ofEpochSecond(random.nextInt(20) - 10, random.nextInt(3) * 1000, ZoneOffset.UTC),
            random.nextBoolean()
        };
        for (int i = 1; i < row.length; i++) {
            if (random.nextInt(7) == 0) {
                row[i] = null;
            }
        }
        return row;
    }

    // ---- the engine's side ------------------------------------------------------------------------------------------

    private Aggregation aggregation() {
        List<AggregateCall> made = new ArrayList<>();
        for (AggregateOracle call : calls) {
            made.add(new AggregateCall(
                    "EXPR",
                    new FunctionReference(
                            FunctionReference.Kind.BUILT_IN, call.function(), 1, Optional.empty(), "FUNCTION"),
                    call.argument() < 0 ? List.of() : List.of(call.argument()),
                    call.filter() < 0 ? OptionalInt.empty() : OptionalInt.of(call.filter()),
                    call.isDistinct(),
                    false,
                    false,
                    call.resultType()));
        }
        return new Aggregation(keys, made, inputType);
    }

    private RowType outputType() {
        List<LogicalType> types = new ArrayList<>();
        for (int key : keys) {
            types.add(inputType.getTypeAt(key));
        }
        calls.forEach(call -> types.add(call.resultType()));
        types.add(new TimestampType(3));
        types.add(new TimestampType(3));
        types.add(timeType());
        return RowType.of(types.toArray(LogicalType[]::new));
    }

    private Operator operator(boolean isTwoPhase) {
        WindowResult result = new WindowResult(
                outputType(),
                keys.length,
                calls.size(),
                List.of(
                        new WindowProperty("s", WindowProperty.Kind.WINDOW_START),
                        new WindowProperty("e", WindowProperty.Kind.WINDOW_END),
                        new WindowProperty("t", WindowProperty.Kind.ROWTIME)));
        ZoneId localZone = zone.orElse(ZoneOffset.UTC);
        if (window instanceof Window.Session session) {
            return new SessionWindowAggregateOperator(
                    WindowTime.of(timeType(), localZone), true, TIME, session.gapMillis(), true, result, aggregation());
        }
        WindowInput input = WindowInput.of(new Windowing.TimeAttribute(window, timeType(), true, TIME), localZone);
        if (!isTwoPhase) {
            return new WindowAggregateOperator(input, result, Optional.empty(), aggregation());
        }
        WindowTransport transport = WindowTransport.of(aggregation());
        return new OperatorChain(
                new LocalWindowAggregateOperator(input, transport),
                new WindowAggregateOperator(input, result, Optional.of(transport), transport.aggregation()));
    }

    /** The operators, with the stream to run. */
    OperatorTester tester(boolean isTwoPhase) {
        OperatorTester tester =
                new OperatorTester(inputType, outputType(), () -> operator(isTwoPhase)).restorable(keys);
        if (zone.isEmpty() && !(window instanceof Window.Session)) {
            tester.timeColumn(keys.length + calls.size() + 2);
        }
        long watermark = Batch.NO_WATERMARK;
        for (WindowOracle.Input input : inputs) {
            if (input.watermark() > watermark) {
                watermark = input.watermark();
                tester.watermark(watermark);
            }
            Object[] row = rows.get(input.number()).clone();
            row[TIME] = TimestampData.fromEpochMillis((Long) row[TIME]);
            for (int i = 1; i < row.length; i++) {
                row[i] = internal(row[i], inputType.getTypeAt(i));
            }
            tester.row(row);
        }
        return tester;
    }

    private static Object internal(Object value, LogicalType type) {
        if (value instanceof String text) {
            return StringData.fromString(text);
        }
        if (value instanceof LocalDateTime time) {
            return TimestampData.fromLocalDateTime(time);
        }
        if (value instanceof BigDecimal decimal) {
            DecimalType decimalType = (DecimalType) type;
            return DecimalData.fromBigDecimal(decimal, decimalType.getPrecision(), decimalType.getScale());
        }
        return value;
    }

    // ---- the oracle's side ------------------------------------------------------------------------------------------

    WindowOracle.Result expected() {
        return new WindowOracle(window, zone).run(inputs);
    }

    /** The rows of the answer, sorted, as the tester writes them. */
    List<String> expectedRows(WindowOracle.Result result) {
        List<String> texts = new ArrayList<>();
        WindowOracle oracle = new WindowOracle(window, zone);
        for (WindowOracle.Group group : result.groups()) {
            List<Object[]> members = group.rows().stream().map(rows::get).toList();
            Row row = new Row(keys.length + calls.size() + 3);
            int at = 0;
            for (int key : keys) {
                row.setField(at++, members.get(0)[key]);
            }
            for (AggregateOracle call : calls) {
                row.setField(at++, call.result(members));
            }
            row.setField(at++, local(group.start()));
            row.setField(at++, local(group.end()));
            long time = oracle.epoch(group.end() - 1);
            row.setField(
                    at,
                    timeType().is(LogicalTypeRoot.TIMESTAMP_WITHOUT_TIME_ZONE)
                            ? local(time)
                            : Instant.ofEpochMilli(time));
            texts.add(row.toString());
        }
        texts.sort(null);
        return texts;
    }

    private static LocalDateTime local(long millis) {
        return LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
    }

    @Override
    public String toString() {
        return window + " in " + zone + ", keys " + Arrays.toString(keys) + ", " + calls;
    }
}
