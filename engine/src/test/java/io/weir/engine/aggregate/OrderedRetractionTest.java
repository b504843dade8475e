package io.weir.engine.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.engine.type.Columns;
import io.weir.engine.type.RowConverter;
import io.weir.engine.type.RowDataAppender;
import io.weir.plan.expression.AggregateCall;
import io.weir.plan.expression.FunctionReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MultisetType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Aggregates that keep all values, against plain lists from which the oldest equal value is removed. */
class OrderedRetractionTest {
    private static final int GROUPS = 4;
    private static final LogicalType TEXT = new VarCharType(VarCharType.MAX_LENGTH);
    /** A text, a delimiter, a number, a percentage. */
    private static final RowType TYPE = RowType.of(TEXT, TEXT, new DoubleType(), new DoubleType(false));

    private static final double PERCENTAGE = 0.3;

    private record Call(String function, List<Integer> arguments, LogicalType type) {
        AggregateCall plan() {
            return new AggregateCall(
                    "EXPR",
                    new FunctionReference(FunctionReference.Kind.BUILT_IN, function, 1, Optional.empty(), "FUNCTION"),
                    arguments,
                    OptionalInt.empty(),
                    false,
                    false,
                    false,
                    type);
        }

        /** The result over the values of the first argument in the order of their arrival. */
        Object expected(List<Object> all) {
            List<Object> values = all.stream().filter(value -> value != null).collect(Collectors.toList());
            return switch (function) {
                case "ARRAY_AGG" -> all.isEmpty() ? null : all;
                case "LISTAGG" -> values.isEmpty() ? null : join(values, "; ");
                case "JSON_ARRAYAGG_NULL_ON_NULL" -> "[" + join(all, ",") + "]";
                case "FIRST_VALUE" -> values.isEmpty() ? null : values.get(0);
                case "LAST_VALUE" -> values.isEmpty() ? null : values.get(values.size() - 1);
                case "COLLECT" -> counts(values);
                case "PERCENTILE" -> percentile(values);
                default -> squares(values);
            };
        }

        private static String join(List<Object> values, String delimiter) {
            return values.stream().map(String::valueOf).collect(Collectors.joining(delimiter));
        }

        private static Map<Object, Integer> counts(List<Object> values) {
            Map<Object, Integer> counts = new HashMap<>();
            values.forEach(value -> counts.merge(value, 1, Integer::sum));
            return counts;
        }

        private static Object percentile(List<Object> values) {
            if (values.isEmpty()) {
                return null;
            }
            double[] sorted = values.stream()
                    .mapToDouble(value -> (Double) value)
                    .sorted()
                    .toArray();
            double rank = PERCENTAGE * (sorted.length - 1);
            int lower = (int) rank;
            double rest = rank - lower;
            return rest == 0 ? sorted[lower] : sorted[lower] * (1 - rest) + sorted[lower + 1] * rest;
        }

        private static Object squares(List<Object> values) {
            if (values.isEmpty()) {
                return null;
            }
            double mean = values.stream()
                    .mapToDouble(value -> (Double) value)
                    .average()
                    .orElseThrow();
            return values.stream()
                    .mapToDouble(value -> ((Double) value - mean) * ((Double) value - mean))
                    .sum();
        }
    }

    private static final List<Call> CALLS = List.of(
            new Call("ARRAY_AGG", List.of(0), new ArrayType(TEXT)),
            new Call("ARRAY_AGG", List.of(2), new ArrayType(new DoubleType())),
            new Call("LISTAGG", List.of(0, 1), TEXT),
            new Call("JSON_ARRAYAGG_NULL_ON_NULL", List.of(0), TEXT),
            new Call("FIRST_VALUE", List.of(0), TEXT),
            new Call("LAST_VALUE", List.of(2), new DoubleType()),
            new Call("COLLECT", List.of(0), new MultisetType(TEXT)),
            new Call("PERCENTILE", List.of(2, 3), new DoubleType()),
            new Call("$WELFORD_M2$1", List.of(2), new DoubleType()));

    /** For each group and each call its values in order. */
    private final List<List<List<Object>>> groups = new ArrayList<>();

    private final Random random = new Random(21);
    private final List<List<Object[]>> rows = new ArrayList<>();

    private static int[] all(int count) {
        return IntStream.range(0, count).toArray();
    }

    private static SlotAggregators aggregators() {
        boolean[] needsRetraction = new boolean[CALLS.size()];
        Arrays.fill(needsRetraction, true);
        SlotAggregators aggregators = new SlotAggregators(
                new Aggregation(new int[0], CALLS.stream().map(Call::plan).toList(), TYPE, needsRetraction));
        aggregators.ensureSlots(2 * GROUPS);
        return aggregators;
    }

    private void forgetRows() {
        groups.clear();
        rows.clear();
        for (int group = 0; group < GROUPS; group++) {
            rows.add(new ArrayList<>());
            groups.add(new ArrayList<>());
            for (int call = 0; call < CALLS.size(); call++) {
                groups.get(group).add(new ArrayList<>());
            }
        }
    }

    private Batch changes(int count, int[] slots, boolean onlyAdditions) {
        Batch batch = Columns.batch(TYPE, 1);
        RowDataAppender appender = new RowDataAppender(TYPE);
        for (int i = 0; i < count; i++) {
            int group = random.nextInt(GROUPS);
            slots[i] = group;
            List<Object[]> known = rows.get(group);
            boolean isRetraction = !onlyAdditions && !known.isEmpty() && random.nextInt(20) < 9;
            Object[] row = isRetraction ? known.remove(random.nextInt(known.size())) : newRow();
            if (!isRetraction) {
                known.add(row);
            }
            for (int call = 0; call < CALLS.size(); call++) {
                List<Object> values = groups.get(group).get(call);
                Object value = row[CALLS.get(call).arguments().get(0)];
                Object external = value instanceof StringData ? value.toString() : value;
                if (isRetraction) {
                    assertThat(values.remove(external)).isTrue();
                } else {
                    values.add(external);
                }
            }
            GenericRowData data = GenericRowData.of(row);
            data.setRowKind(isRetraction ? RowKind.UPDATE_BEFORE : RowKind.UPDATE_AFTER);
            appender.append(data, batch);
        }
        return batch;
    }

    private Object[] newRow() {
        return new Object[] {
            random.nextInt(6) == 0 ? null : StringData.fromString("text " + random.nextInt(5)),
            StringData.fromString("; "),
            random.nextInt(6) == 0 ? null : (double) random.nextInt(9),
            PERCENTAGE
        };
    }

    private void check(SlotAggregators aggregators, int firstSlot, String when) {
        for (int group = 0; group < GROUPS; group++) {
            for (int call = 0; call < CALLS.size(); call++) {
                LogicalType type = CALLS.get(call).type();
                Column[] columns = new Column[CALLS.size()];
                for (int i = 0; i < columns.length; i++) {
                    columns[i] = Columns.column(CALLS.get(i).type(), 1);
                }
                aggregators.writeResult(firstSlot + group, columns, 0, 0);
                Object actual = RowConverter.value(type, columns[call], 0);
                Object expected = CALLS.get(call).expected(groups.get(group).get(call));
                String what = when + ", group " + group + ", " + CALLS.get(call);
                boolean isRoundedBelowZero =
                        actual == null && expected instanceof Double sum && sum < 1e-9 && call == CALLS.size() - 1;
                if (isRoundedBelowZero) {
                    // Flink's answer too: a sum of squares that rounding has made negative is none.
                    continue;
                }
                if (actual instanceof Double number && expected instanceof Double wanted) {
                    assertThat(number).as(what).isCloseTo(wanted, within(1e-9));
                } else {
                    assertThat(actual instanceof Object[] array ? Arrays.asList(array) : actual)
                            .as(what)
                            .isEqualTo(expected);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 30})
    void theOldestEqualValueIsTakenAway(int batchRows) {
        SlotAggregators aggregators = aggregators();
        forgetRows();
        for (int step = 0; step < 300; step++) {
            int[] slots = new int[batchRows];
            Batch batch = changes(batchRows, slots, false);

            aggregators.accumulate(batch, all(batchRows), slots, batchRows);

            check(aggregators, 0, "seed 21, step " + step);
            if (step % 100 == 99) {
                aggregators.clearSlots(all(GROUPS), GROUPS);
                forgetRows();
                check(aggregators, 0, "seed 21, cleared after step " + step);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void groupsMergeInOrder(int useOneTable) {
        for (int step = 0; step < 20; step++) {
            forgetRows();
            SlotAggregators first = aggregators();
            SlotAggregators second = useOneTable == 1 ? first : aggregators();
            int[] slots = new int[40];
            first.accumulate(changes(40, slots, false), all(40), slots, 40);
            Batch later = changes(40, slots, true);
            int[] laterSlots = useOneTable == 1
                    ? Arrays.stream(slots).map(slot -> slot + GROUPS).toArray()
                    : slots;
            second.accumulate(later, all(40), laterSlots, 40);

            if (useOneTable == 1) {
                for (int group = 0; group < GROUPS; group++) {
                    first.mergeSlot(GROUPS + group, group);
                }
            } else {
                first.merge(second, all(GROUPS), all(GROUPS), GROUPS);
            }

            check(first, 0, "seed 21, step " + step);
        }
    }
}
