package io.weir.engine.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.columnar.RowKinds;
import io.weir.engine.type.Columns;
import io.weir.engine.type.RowConverter;
import io.weir.engine.type.RowDataAppender;
import io.weir.plan.expression.AggregateCall;
import io.weir.plan.expression.FunctionReference;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.BooleanType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random additions and retractions, against lists of what is there. */
class RetractionTest {
    private static final int GROUPS = 5;
    private static final int FILTER = 6;
    private static final RowType TYPE = RowType.of(
            new BigIntType(),
            new IntType(),
            new DoubleType(),
            new DecimalType(30, 2),
            new VarCharType(VarCharType.MAX_LENGTH),
            new TimestampType(6),
            new BooleanType());

    private record Call(String function, int argument, boolean isDistinct, boolean isFiltered) {
        LogicalType resultType() {
            if (function.equals("COUNT")) {
                return new BigIntType(false);
            }
            if (argument == 3 && (function.equals("SUM") || function.equals("AVG"))) {
                return new DecimalType(38, function.equals("SUM") ? 2 : 6);
            }
            return TYPE.getTypeAt(argument);
        }

        AggregateCall plan() {
            return new AggregateCall(
                    "EXPR",
                    new FunctionReference(FunctionReference.Kind.BUILT_IN, function, 1, Optional.empty(), "FUNCTION"),
                    argument < 0 ? List.of() : List.of(argument),
                    isFiltered ? OptionalInt.of(FILTER) : OptionalInt.empty(),
                    isDistinct,
                    false,
                    false,
                    resultType());
        }

        @SuppressWarnings({"unchecked", "rawtypes"})
        Object expected(List<Object[]> rows) {
            List<Object> values = new ArrayList<>();
            for (Object[] row : rows) {
                if (isFiltered && !Boolean.TRUE.equals(row[FILTER])) {
                    continue;
                }
                if (argument < 0) {
                    values.add(1);
                } else if (row[argument] != null) {
                    values.add(row[argument]);
                }
            }
            if (isDistinct) {
                values = new ArrayList<>(new LinkedHashSet<>(values));
            }
            if (function.equals("COUNT")) {
                return (long) values.size();
            }
            if (values.isEmpty()) {
                return null;
            }
            Comparator natural = Comparator.naturalOrder();
            return switch (function) {
                case "MIN" -> values.stream().min(natural).get();
                case "MAX" -> values.stream().max(natural).get();
                default -> sum(values);
            };
        }

        private Object sum(List<Object> values) {
            boolean isAverage = function.equals("AVG");
            BigDecimal sum = values.stream()
                    .map(value -> value instanceof DecimalData decimal
                            ? decimal.toBigDecimal()
                            : new BigDecimal(value.toString()))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            BigDecimal count = BigDecimal.valueOf(values.size());
            return switch (argument) {
                case 0 -> (isAverage ? sum.divide(count, RoundingMode.DOWN) : sum).longValueExact();
                case 1 -> (isAverage ? sum.divide(count, RoundingMode.DOWN) : sum).intValueExact();
                case 2 -> isAverage ? sum.doubleValue() / values.size() : sum.doubleValue();
                default -> isAverage ? sum.divide(count, 6, RoundingMode.HALF_UP) : sum;
            };
        }
    }

    private static List<Call> calls() {
        List<Call> calls =
                new ArrayList<>(List.of(new Call("COUNT", -1, false, false), new Call("COUNT", -1, false, true)));
        for (int argument = 0; argument < FILTER; argument++) {
            for (boolean isDistinct : new boolean[] {false, true}) {
                for (boolean isFiltered : new boolean[] {false, true}) {
                    List<String> functions = argument < 4
                            ? List.of("COUNT", "SUM", "AVG", "MIN", "MAX")
                            : List.of("COUNT", "MIN", "MAX");
                    for (String function : functions) {
                        calls.add(new Call(function, argument, isDistinct, isFiltered));
                    }
                }
            }
        }
        return calls;
    }

    private static Object[] row(Random random) {
        Object[] row = {
            (long) random.nextInt(9) - 4,
            random.nextInt(5),
            (double) random.nextInt(7) - 3,
            DecimalData.fromBigDecimal(new BigDecimal(random.nextInt(9) - 4).movePointLeft(2), 30, 2),
            StringData.fromString("a text of some length " + random.nextInt(6)),
            TimestampData.fromEpochMillis(random.nextInt(4), random.nextInt(2)),
            random.nextBoolean()
        };
        row[random.nextInt(row.length)] = null;
        return row;
    }

    private static Aggregation aggregation(List<Call> calls) {
        boolean[] needsRetraction = new boolean[calls.size()];
        java.util.Arrays.fill(needsRetraction, true);
        return new Aggregation(new int[0], calls.stream().map(Call::plan).toList(), TYPE, needsRetraction);
    }

    /** A batch of changes to the groups, and the rows that are there after it. */
    private static Batch changes(Random random, int count, int[] slots, List<List<Object[]>> groups) {
        Batch batch = Columns.batch(TYPE, 1);
        RowDataAppender appender = new RowDataAppender(TYPE);
        for (int i = 0; i < count; i++) {
            slots[i] = random.nextInt(groups.size());
            List<Object[]> rows = groups.get(slots[i]);
            Object[] row;
            RowKind kind;
            if (!rows.isEmpty() && random.nextInt(20) < 9) {
                row = rows.remove(random.nextInt(rows.size()));
                kind = random.nextBoolean() ? RowKind.DELETE : RowKind.UPDATE_BEFORE;
            } else {
                row = row(random);
                rows.add(row);
                kind = random.nextBoolean() ? RowKind.INSERT : RowKind.UPDATE_AFTER;
            }
            GenericRowData data = GenericRowData.of(row);
            data.setRowKind(kind);
            appender.append(data, batch);
        }
        return batch;
    }

    private static List<List<Object[]>> noRows(int groups) {
        List<List<Object[]>> rows = new ArrayList<>();
        for (int i = 0; i < groups; i++) {
            rows.add(new ArrayList<>());
        }
        return rows;
    }

    private static int[] all(int count) {
        return java.util.stream.IntStream.range(0, count).toArray();
    }

    private static void check(
            SlotAggregators aggregators, List<Call> calls, List<List<Object[]>> groups, int firstSlot, String when) {
        for (int group = 0; group < groups.size(); group++) {
            LogicalType[] types = calls.stream().map(Call::resultType).toArray(LogicalType[]::new);
            Batch out = Columns.batch(RowType.of(types), 1);
            Column[] columns = new Column[types.length];
            for (int i = 0; i < columns.length; i++) {
                columns[i] = out.column(i);
            }
            aggregators.writeResult(firstSlot + group, columns, 0, 0);
            for (int i = 0; i < types.length; i++) {
                Object expected = calls.get(i).expected(groups.get(group));
                assertThat(RowConverter.value(types[i], columns[i], 0))
                        .as("%s, group %d: %s", when, group, calls.get(i))
                        .isEqualTo(external(expected));
            }
        }
    }

    private static Object external(Object value) {
        if (value instanceof DecimalData decimal) {
            return decimal.toBigDecimal();
        }
        if (value instanceof TimestampData timestamp) {
            return timestamp.toLocalDateTime();
        }
        return value instanceof StringData ? value.toString() : value;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 40})
    void whatIsTakenAwayLeavesNoTrace(int batchRows) {
        List<Call> calls = calls();
        SlotAggregators aggregators = new SlotAggregators(aggregation(calls));
        aggregators.ensureSlots(GROUPS);
        List<List<Object[]>> groups = noRows(GROUPS);
        Random random = new Random(11);
        for (int step = 0; step < 200; step++) {
            int[] slots = new int[batchRows];
            Batch batch = changes(random, batchRows, slots, groups);

            aggregators.accumulate(batch, all(batchRows), slots, batchRows);

            check(aggregators, calls, groups, 0, "seed 11, step " + step);
            if (step % 50 == 49) {
                int cleared = random.nextInt(GROUPS);
                aggregators.clearSlots(new int[] {cleared}, 1);
                groups.get(cleared).clear();
                check(aggregators, calls, groups, 0, "seed 11, after clearing at step " + step);
            }
        }
    }

    @Test
    void groupsWithRetractionsMerge() {
        List<Call> calls = calls();
        Aggregation aggregation = aggregation(calls);
        Random random = new Random(12);
        for (int step = 0; step < 20; step++) {
            SlotAggregators first = new SlotAggregators(aggregation);
            SlotAggregators second = new SlotAggregators(aggregation);
            first.ensureSlots(2 * GROUPS);
            second.ensureSlots(GROUPS);
            List<List<Object[]>> groups = noRows(GROUPS);
            int[] slots = new int[60];
            first.accumulate(changes(random, 60, slots, groups), all(60), slots, 60);
            // Some of these take away what the first has added.
            second.accumulate(changes(random, 60, slots, groups), all(60), slots, 60);

            first.merge(second, all(GROUPS), all(GROUPS), GROUPS);

            check(first, calls, groups, 0, "seed 12, step " + step);
            for (int group = 0; group < GROUPS; group++) {
                first.mergeSlot(group, GROUPS + group);
            }
            check(first, calls, groups, GROUPS, "seed 12, within one table, step " + step);
        }
    }

    @Test
    void additionsAloneNeedNoRetraction() {
        List<Call> calls = calls();
        Aggregation aggregation =
                new Aggregation(new int[0], calls.stream().map(Call::plan).toList(), TYPE, new boolean[calls.size()]);
        Random random = new Random(13);
        SlotAggregators aggregators = new SlotAggregators(aggregation);
        aggregators.ensureSlots(2);
        List<Object[]> rows = new ArrayList<>();
        Batch batch = Columns.batch(TYPE, 1);
        RowDataAppender appender = new RowDataAppender(TYPE);
        for (int i = 0; i < 100; i++) {
            Object[] row = row(random);
            rows.add(row);
            appender.append(GenericRowData.of(row), batch);
        }
        // Updates before say nothing to calls that do not need them.
        appender.append(GenericRowData.of(row(random)), batch);
        batch.setRowKind(100, RowKinds.UPDATE_BEFORE);

        aggregators.accumulate(batch, all(101), new int[101], 101);
        aggregators.mergeSlot(0, 1);

        check(aggregators, calls, List.of(rows, rows), 0, "seed 13");
        aggregators.clearSlots(new int[] {0, 1}, 2);
        check(aggregators, calls, noRows(2), 0, "cleared");
    }
}
