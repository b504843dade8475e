package io.weir.engine.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.engine.aggregate.Aggregation;
import io.weir.engine.operator.OperatorTester;
import io.weir.plan.expression.AggregateCall;
import io.weir.plan.expression.FunctionReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.BooleanType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.types.RowKind;

/**
 * Random changes to a table, and what GROUP BY makes of them by Flink's rules, computed the naive way: after each
 * change, the result of its group over the list of the group's rows.
 */
final class GroupScenario {
    static final RowType INPUT =
            RowType.of(new IntType(), new VarCharType(VarCharType.MAX_LENGTH), new BigIntType(), new BooleanType());
    private static final int AMOUNT = 2;
    private static final int FILTER = 3;
    private static final int MANY_GROUPS_KEY = 2;

    private record Change(RowKind kind, Object[] row) {}

    private record Call(String function, boolean hasArgument, boolean isDistinct, boolean isFiltered) {
        AggregateCall plan() {
            return new AggregateCall(
                    "EXPR",
                    new FunctionReference(FunctionReference.Kind.BUILT_IN, function, 1, Optional.empty(), "FUNCTION"),
                    hasArgument ? List.of(AMOUNT) : List.of(),
                    isFiltered ? OptionalInt.of(FILTER) : OptionalInt.empty(),
                    isDistinct,
                    false,
                    false,
                    type());
        }

        LogicalType type() {
            return new BigIntType(!function.equals("COUNT"));
        }

        Object result(List<Object[]> rows) {
            List<Long> values = new ArrayList<>();
            for (Object[] row : rows) {
                if (isFiltered && !Boolean.TRUE.equals(row[FILTER])) {
                    continue;
                }
                if (!hasArgument) {
                    values.add(1L);
                } else if (row[AMOUNT] != null) {
                    values.add((Long) row[AMOUNT]);
                }
            }
            if (isDistinct) {
                values = new ArrayList<>(new HashSet<>(values));
            }
            if (function.equals("COUNT")) {
                return (long) values.size();
            }
            if (values.isEmpty()) {
                return null;
            }
            long sum = values.stream().mapToLong(Long::longValue).sum();
            return switch (function) {
                case "MIN" -> values.stream().min(Long::compare).get();
                case "MAX" -> values.stream().max(Long::compare).get();
                case "AVG" -> sum / values.size();
                default -> sum;
            };
        }
    }

    private static final List<Call> CALLS = List.of(
            new Call("COUNT", false, false, false),
            new Call("COUNT", false, false, true),
            new Call("SUM", true, false, false),
            new Call("MAX", true, false, true),
            new Call("MIN", true, false, false),
            new Call("AVG", true, false, false),
            new Call("COUNT", true, true, true),
            new Call("SUM", true, true, false));

    private final Random random;
    private final int[] keys;
    private final List<Call> calls = new ArrayList<>();
    private final boolean takesRowsBack;
    private final boolean givesUpdateBefore;
    private final List<Change> changes = new ArrayList<>();

    GroupScenario(long seed) {
        this(seed, new Random(seed).nextInt(4));
        makeChanges(200);
    }

    private GroupScenario(long seed, int keyChoice) {
        random = new Random(seed);
        keys = List.of(new int[] {0}, new int[] {1}, new int[] {0, 1}, new int[0])
                .get(keyChoice);
        for (Call call : CALLS) {
            if (random.nextInt(3) == 0) {
                calls.add(call);
            }
        }
        takesRowsBack = keyChoice == MANY_GROUPS_KEY || random.nextInt(4) > 0;
        givesUpdateBefore = random.nextBoolean();
    }

    /** Thousands of groups, of which most lose their rows; those that are left go on changing. */
    static GroupScenario ofManyGroupsThatGo(long seed) {
        GroupScenario scenario = new GroupScenario(seed, MANY_GROUPS_KEY);
        List<Object[]> rows = new ArrayList<>();
        for (int i = 0; i < 12_000; i++) {
            Object[] row = scenario.newRow();
            row[0] = i % 6_000;
            row[1] = StringData.fromString("group " + i % 6_000);
            rows.add(row);
            scenario.changes.add(new Change(RowKind.INSERT, row));
        }
        for (Object[] row : rows) {
            if ((int) row[0] % 100 != 7) {
                scenario.changes.add(new Change(RowKind.DELETE, row));
            }
        }
        for (Object[] row : rows) {
            if ((int) row[0] % 100 == 7 && scenario.random.nextInt(3) > 0) {
                scenario.changes.add(new Change(RowKind.UPDATE_BEFORE, row));
                Object[] updated = row.clone();
                updated[AMOUNT] = (long) scenario.random.nextInt(5);
                scenario.changes.add(new Change(RowKind.UPDATE_AFTER, updated));
            }
        }
        return scenario;
    }

    private void makeChanges(int count) {
        List<Object[]> rows = new ArrayList<>();
        while (changes.size() < count) {
            int choice = takesRowsBack ? random.nextInt(6) : 0;
            if (choice < 3 || rows.isEmpty()) {
                Object[] row = newRow();
                rows.add(row);
                changes.add(new Change(RowKind.INSERT, row));
            } else if (choice == 3) {
                Object[] row = rows.remove(random.nextInt(rows.size()));
                changes.add(new Change(RowKind.UPDATE_BEFORE, row));
                Object[] updated = newRow();
                rows.add(updated);
                changes.add(new Change(RowKind.UPDATE_AFTER, updated));
            } else {
                int deletions = random.nextInt(5) == 0 ? rows.size() : 1;
                for (int i = 0; i < deletions; i++) {
                    Object[] row = rows.remove(random.nextInt(rows.size()));
                    changes.add(new Change(RowKind.DELETE, row));
                }
            }
        }
    }

    private Object[] newRow() {
        return new Object[] {
            random.nextInt(10) == 0 ? null : random.nextInt(4),
            random.nextInt(10) == 0 ? null : StringData.fromString("k".repeat(random.nextInt(3) * 9)),
            random.nextInt(6) == 0 ? null : (Long) (long) random.nextInt(5),
            random.nextInt(6) == 0 ? null : random.nextBoolean()
        };
    }

    RowType outputType() {
        List<LogicalType> types = new ArrayList<>();
        for (int key : keys) {
            types.add(INPUT.getTypeAt(key));
        }
        calls.forEach(call -> types.add(call.type()));
        return RowType.of(types.toArray(LogicalType[]::new));
    }

    Aggregation aggregation() {
        boolean[] needRetraction = new boolean[calls.size()];
        Arrays.fill(needRetraction, takesRowsBack);
        return new Aggregation(keys, calls.stream().map(Call::plan).toList(), INPUT, needRetraction);
    }

    int[] keys() {
        return keys.clone();
    }

    boolean takesRowsBack() {
        return takesRowsBack;
    }

    boolean givesUpdateBefore() {
        return givesUpdateBefore;
    }

    void play(OperatorTester tester) {
        changes.forEach(change -> tester.change(change.kind, change.row));
    }

    /** The changelog of Flink, which looks at each change alone. */
    List<String> changelog() {
        Map<List<Object>, List<Object[]>> groups = new LinkedHashMap<>();
        List<String> log = new ArrayList<>();
        for (Change change : changes) {
            List<Object> key = key(change.row);
            List<Object[]> rows = groups.computeIfAbsent(key, k -> new ArrayList<>());
            String before = rows.isEmpty() ? "" : result(key, rows);
            if (change.kind == RowKind.INSERT || change.kind == RowKind.UPDATE_AFTER) {
                rows.add(change.row);
            } else {
                rows.remove(change.row);
            }
            String after = rows.isEmpty() ? "" : result(key, rows);
            if (before.isEmpty()) {
                log.add("+I" + after);
            } else if (after.isEmpty()) {
                log.add("-D" + before);
            } else if (!before.equals(after)) {
                if (givesUpdateBefore) {
                    log.add("-U" + before);
                }
                log.add("+U" + after);
            }
        }
        return log;
    }

    private List<Object> key(Object[] row) {
        List<Object> key = new ArrayList<>();
        for (int column : keys) {
            key.add(row[column]);
        }
        return key;
    }

    private String result(List<Object> key, List<Object[]> rows) {
        List<Object> fields = new ArrayList<>(key);
        calls.forEach(call -> fields.add(call.result(rows)));
        return fields.stream().map(Objects::toString).collect(Collectors.joining(", ", "[", "]"));
    }

    /** The rows that are left, after a check that each change fits to those before. */
    Set<String> table(List<String> log) {
        Map<String, String> table = new TreeMap<>();
        String expected = "";
        for (String line : log) {
            String kind = line.substring(0, 2);
            String row = line.substring(2);
            String key = Arrays.stream(row.substring(1, row.length() - 1).split(", ", -1))
                    .limit(keys.length)
                    .collect(Collectors.joining(", "));
            if (!expected.isEmpty()) {
                assertThat(kind + key).as("after -U of %s", expected).isEqualTo("+U" + expected);
            }
            expected = "";
            switch (kind) {
                case "+I" -> assertThat(table.put(key, row)).as(line).isNull();
                case "-U" -> {
                    assertThat(table.get(key)).as(line).isEqualTo(row);
                    expected = key;
                }
                case "+U" ->
                    assertThat(table.put(key, row)).as(line).isNotNull().isNotEqualTo(row);
                default -> assertThat(table.remove(key)).as(line).isEqualTo(row);
            }
        }
        return new HashSet<>(table.values());
    }

    @Override
    public String toString() {
        return "keys " + Arrays.toString(keys) + ", " + calls + ", takesRowsBack " + takesRowsBack
                + ", givesUpdateBefore " + givesUpdateBefore;
    }
}
