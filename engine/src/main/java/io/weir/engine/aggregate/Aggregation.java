package io.weir.engine.aggregate;

import io.weir.columnar.Column;
import io.weir.engine.function.UserFunctions;
import io.weir.engine.type.Columns;
import io.weir.plan.expression.AggregateCall;
import io.weir.plan.expression.FunctionReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/**
 * What an aggregation computes: its key columns and its calls. Immutable; {@link #newTable()} makes the tables that
 * hold groups.
 */
public final class Aggregation {
    private final int[] keys;
    private final List<AggregateCall> calls;
    private final RowType inputType;
    private final Column[] keyPrototypes;
    private final Aggregator[] prototypes;
    private final int[][] arguments;
    private final boolean[] callsNeedRetraction;
    private final boolean countsRows;
    private final UserFunctions functions;

    /** Describes an aggregation of rows that are only added. */
    public Aggregation(int[] keys, List<AggregateCall> calls, RowType inputType) {
        this(keys, calls, inputType, new boolean[calls.size()]);
    }

    /**
     * Describes an aggregation.
     *
     * @param keys positions of the key columns in the input
     * @param inputType the input, which keys and calls refer to
     * @param callsNeedRetraction for each call whether rows are taken away from it; a call that does not need it
     *     ignores updates before and deletions
     * @throws io.weir.plan.NotNativeException for a call that is not native
     */
    public Aggregation(int[] keys, List<AggregateCall> calls, RowType inputType, boolean[] callsNeedRetraction) {
        this(keys, calls, inputType, callsNeedRetraction, UserFunctions.onClassPath());
    }

    /** As above, with functions of the user's from elsewhere. */
    public Aggregation(
            int[] keys,
            List<AggregateCall> calls,
            RowType inputType,
            boolean[] callsNeedRetraction,
            UserFunctions functions) {
        this(keys, calls, inputType, callsNeedRetraction, false, functions);
    }

    private Aggregation(
            int[] keys,
            List<AggregateCall> calls,
            RowType inputType,
            boolean[] callsNeedRetraction,
            boolean countsRows,
            UserFunctions functions) {
        this.countsRows = countsRows;
        this.functions = functions;
        this.keys = keys.clone();
        this.calls = List.copyOf(calls);
        this.callsNeedRetraction = callsNeedRetraction.clone();
        this.inputType = inputType;
        keyPrototypes = new Column[keys.length];
        for (int i = 0; i < keys.length; i++) {
            keyPrototypes[i] = Columns.column(inputType.getTypeAt(keys[i]), 0);
        }
        prototypes = new Aggregator[calls.size()];
        for (int i = 0; i < prototypes.length; i++) {
            AggregateCall call = calls.get(i);
            boolean needsRetraction = callsNeedRetraction[i];
            prototypes[i] = OverAggregators.create(call, inputType, needsRetraction)
                    .orElseGet(() -> Aggregators.create(call, inputType, needsRetraction, functions));
        }
        arguments = new int[calls.size()][];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = calls.get(i).arguments().stream()
                    .mapToInt(Integer::intValue)
                    .toArray();
        }
    }

    /**
     * Describes an aggregation of changes, of which all calls take rows away again. It counts the rows of each group
     * besides, as a last call without a result, so that a group can be seen to be empty.
     */
    public static Aggregation ofChanges(int[] keys, List<AggregateCall> calls, RowType inputType) {
        return ofChanges(keys, calls, inputType, UserFunctions.onClassPath());
    }

    /** As above, with functions of the user's from elsewhere. */
    public static Aggregation ofChanges(
            int[] keys, List<AggregateCall> calls, RowType inputType, UserFunctions functions) {
        List<AggregateCall> counted = new ArrayList<>(calls);
        counted.add(new AggregateCall(
                "rows",
                new FunctionReference(FunctionReference.Kind.BUILT_IN, "COUNT", 1, Optional.empty(), "FUNCTION"),
                List.of(),
                OptionalInt.empty(),
                false,
                false,
                false,
                new BigIntType(false)));
        boolean[] callsNeedRetraction = new boolean[counted.size()];
        Arrays.fill(callsNeedRetraction, true);
        return new Aggregation(keys, counted, inputType, callsNeedRetraction, true, functions);
    }

    /**
     * The same aggregation with objects of users' functions of its own, for the operator instance that is being made in
     * the functions' scope.
     */
    public Aggregation bound() {
        for (AggregateCall call : calls) {
            if (!call.function().isBuiltIn()) {
                return new Aggregation(keys, calls, inputType, callsNeedRetraction, countsRows, functions);
            }
        }
        return this;
    }

    /** True if the last call counts the rows of each group, and has no result. */
    boolean countsRows() {
        return countsRows;
    }

    public int keyCount() {
        return keys.length;
    }

    int key(int index) {
        return keys[index];
    }

    public int callCount() {
        return prototypes.length;
    }

    /** True if partial results of all calls can travel as columns. */
    public boolean hasPartial() {
        for (Aggregator prototype : prototypes) {
            if (!prototype.hasPartial()) {
                return false;
            }
        }
        return true;
    }

    /** True if groups can be taken away from a sum of groups again. */
    public boolean isInvertible() {
        for (Aggregator prototype : prototypes) {
            if (!prototype.isInvertible()) {
                return false;
            }
        }
        return true;
    }

    /**
     * The same aggregation over rows that hold only the columns of {@link #usedColumns()}, after {@code before} others.
     */
    public Aggregation overUsedColumns(int before) {
        int[] used = usedColumns();
        List<RowType.RowField> fields = new ArrayList<>();
        for (int i = 0; i < before; i++) {
            fields.add(new RowType.RowField("$" + i, new BigIntType(false)));
        }
        int[] moved = new int[inputType.getFieldCount()];
        for (int i = 0; i < used.length; i++) {
            moved[used[i]] = before + i;
            fields.add(inputType.getFields().get(used[i]));
        }
        int[] movedKeys = new int[keys.length];
        for (int i = 0; i < keys.length; i++) {
            movedKeys[i] = moved[keys[i]];
        }
        List<AggregateCall> movedCalls = new ArrayList<>();
        for (AggregateCall call : calls) {
            movedCalls.add(new AggregateCall(
                    call.name(),
                    call.function(),
                    call.arguments().stream().map(index -> moved[index]).toList(),
                    call.filter().isPresent()
                            ? OptionalInt.of(moved[call.filter().getAsInt()])
                            : OptionalInt.empty(),
                    call.isDistinct(),
                    call.isApproximate(),
                    call.ignoresNulls(),
                    call.type()));
        }
        return new Aggregation(movedKeys, movedCalls, new RowType(fields), callsNeedRetraction, countsRows, functions);
    }

    /** Positions of the key columns in the input. */
    public int[] keys() {
        return keys.clone();
    }

    /** The input that keys and calls refer to. */
    public RowType inputType() {
        return inputType;
    }

    /** The positions of a call's arguments; not to be written to. */
    int[] arguments(int call) {
        return arguments[call];
    }

    /** The types of a call's arguments in words, as far as their columns do not tell: the scale of decimals. */
    String typesOf(int call) {
        StringBuilder words = new StringBuilder();
        for (int argument : arguments[call]) {
            LogicalType type = inputType.getTypeAt(argument);
            words.append(words.isEmpty() ? " of " : ", ").append(type.getTypeRoot());
            if (type instanceof DecimalType decimal) {
                words.append(' ').append(decimal.getScale());
            }
        }
        return words.toString();
    }

    boolean needsRetraction(int call) {
        return callsNeedRetraction[call];
    }

    /** The position of a call's filter, or -1. */
    int filter(int call) {
        return calls.get(call).filter().orElse(-1);
    }

    /** Empty columns of the keys, for instance for an output batch. */
    public Column[] newKeyColumns(int capacity) {
        Column[] columns = new Column[keys.length];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = keyPrototypes[i].newEmpty(capacity);
        }
        return columns;
    }

    /** Empty columns of all calls' partial results. */
    public Column[] newPartialColumns(int capacity) {
        List<Column> columns = new ArrayList<>();
        for (Aggregator prototype : prototypes) {
            columns.addAll(List.of(prototype.newPartialColumns(capacity)));
        }
        return columns.toArray(Column[]::new);
    }

    /** Empty columns of all calls' results. */
    public Column[] newResultColumns(int capacity) {
        Column[] columns = new Column[countsRows ? calls.size() - 1 : calls.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = Columns.column(calls.get(i).type(), capacity);
        }
        return columns;
    }

    Aggregator newAggregator(int call) {
        return prototypes[call].newEmpty();
    }

    /** The columns of the input that keys, arguments and filters refer to, ascending. */
    public int[] usedColumns() {
        return java.util.stream.IntStream.range(0, inputType.getFieldCount())
                .filter(this::isUsed)
                .toArray();
    }

    private boolean isUsed(int column) {
        for (int key : keys) {
            if (key == column) {
                return true;
            }
        }
        for (int call = 0; call < calls.size(); call++) {
            if (calls.get(call).arguments().contains(column) || filter(call) == column) {
                return true;
            }
        }
        return false;
    }

    /** An empty table for groups. */
    public GroupTable newTable() {
        return new GroupTable(this);
    }
}
