package io.weir.engine.aggregate;

import io.weir.columnar.Column;
import io.weir.engine.function.FunctionFailures;
import io.weir.engine.function.FunctionMethod;
import io.weir.engine.function.UserFunction;
import io.weir.engine.function.UserFunctions;
import io.weir.engine.function.ValueConverter;
import io.weir.engine.state.StateInput;
import io.weir.engine.state.StateOutput;
import io.weir.plan.NotNativeException;
import io.weir.plan.expression.AggregateCall;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.flink.table.functions.AggregateFunction;
import org.apache.flink.table.functions.FunctionKind;
import org.apache.flink.table.types.logical.LogicalType;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate function of the user's: an accumulator object for each group, and the methods of the user's class for
 * what happens to it. It is called row by row, in order, with the objects that its methods want.
 */
final class UserAggregator extends RowsOnlyAggregator {
    /** A guess of what an accumulator of somebody else's takes. */
    private static final int ACCUMULATOR_BYTES = 64;

    private static final MethodType ROW_TYPE =
            MethodType.methodType(void.class, Object.class, Column[].class, int.class);
    private static final MethodType MERGE_TYPE = MethodType.methodType(void.class, Object.class, Iterable.class);

    private final UserFunction function;
    private final AggregateFunction<?, ?> object;
    private final MethodHandle accumulate;
    private final @Nullable MethodHandle retract;
    private final ValueConverter result;
    /** Found when it is first needed: only windows that merge need one. */
    private @Nullable MethodHandle merge;

    /** Made when the first accumulator is saved or read. */
    private @Nullable AccumulatorState state;

    private @Nullable Object[] accumulators = new Object[0];
    private int live;

    private UserAggregator(
            UserFunction function, MethodHandle accumulate, @Nullable MethodHandle retract, ValueConverter result) {
        this.function = function;
        this.object = (AggregateFunction<?, ?>) function.function();
        this.accumulate = accumulate;
        this.retract = retract;
        this.result = result;
    }

    /**
     * Makes an aggregator.
     *
     * @throws io.weir.plan.WeirException if the class lacks a method that takes what the call gives it
     */
    static UserAggregator create(
            AggregateCall call, List<LogicalType> arguments, boolean needsRetraction, UserFunctions functions) {
        if (functions.kind(call.function()) != FunctionKind.AGGREGATE) {
            throw new NotNativeException("aggregate function " + call.functionName());
        }
        UserFunction function = functions.resolve(call.function(), List.of(), arguments, call.type());
        if (!(function.function() instanceof AggregateFunction)) {
            throw new NotNativeException("aggregate function " + function.name() + " of " + function.className());
        }
        MethodHandle accumulate = rowMethod(function, "accumulate");
        MethodHandle retract = needsRetraction ? rowMethod(function, "retract") : null;
        return new UserAggregator(function, accumulate, retract, ValueConverter.of(function.outputType()));
    }

    private static MethodHandle rowMethod(UserFunction function, String name) {
        Class<?> accumulator = function.accumulatorType().getConversionClass();
        return FunctionMethod.find(function, name, List.of(accumulator), void.class)
                .asType(ROW_TYPE);
    }

    @Override
    public void ensureSlots(int count) {
        if (count > accumulators.length) {
            accumulators = Arrays.copyOf(accumulators, Math.max(count, accumulators.length * 2));
        }
    }

    @Override
    public boolean isOrderSensitive() {
        return true;
    }

    @Override
    public boolean ignoresNulls() {
        return false;
    }

    @Override
    public void accumulate(Column[] arguments, int[] positions, int[] slots, int count) {
        call(accumulate, "accumulate", arguments, positions, slots, count);
    }

    @Override
    public void retract(Column[] arguments, int[] positions, int[] slots, int count) {
        if (retract == null) {
            super.retract(arguments, positions, slots, count);
        } else {
            call(retract, "retract", arguments, positions, slots, count);
        }
    }

    private void call(MethodHandle method, String name, Column[] arguments, int[] positions, int[] slots, int count) {
        for (int i = 0; i < count; i++) {
            Object accumulator = accumulator(slots[i]);
            try {
                method.invokeExact(accumulator, arguments, positions[i]);
            } catch (Throwable e) {
                throw FunctionFailures.ofRow(function, name, arguments, positions[i], e);
            }
        }
    }

    private Object accumulator(int slot) {
        Object known = accumulators[slot];
        if (known == null) {
            known = newAccumulator();
            accumulators[slot] = known;
            live++;
        }
        return known;
    }

    private Object newAccumulator() {
        Object made;
        try {
            made = object.createAccumulator();
        } catch (Throwable e) {
            throw FunctionFailures.of(function, "createAccumulator", e);
        }
        if (made == null) {
            throw FunctionFailures.of(function, "createAccumulator", new NullPointerException("it must not give null"));
        }
        return made;
    }

    @Override
    public void merge(Aggregator other, int[] otherSlots, int[] slots, int count) {
        UserAggregator from = (UserAggregator) other;
        MethodHandle method = merge;
        if (method == null) {
            Class<?> accumulator = function.accumulatorType().getConversionClass();
            method = FunctionMethod.find(
                            function.withoutArguments(), "merge", List.of(accumulator, Iterable.class), void.class)
                    .asType(MethodType.methodType(void.class, Object.class, Iterable.class, Column[].class, int.class));
            method = java.lang.invoke.MethodHandles.insertArguments(method, 2, new Column[0], 0)
                    .asType(MERGE_TYPE);
            merge = method;
        }
        for (int i = 0; i < count; i++) {
            Object merged = from.accumulators[otherSlots[i]];
            if (merged != null) {
                Object accumulator = accumulator(slots[i]);
                Iterable<?> one = Collections.singletonList(merged);
                try {
                    method.invokeExact(accumulator, one);
                } catch (Throwable e) {
                    throw FunctionFailures.of(function, "merge", e);
                }
            }
        }
    }

    @Override
    public void move(Aggregator other, int[] otherSlots, int[] slots, int count) {
        UserAggregator from = (UserAggregator) other;
        for (int i = 0; i < count; i++) {
            Object moved = from.accumulators[otherSlots[i]];
            accumulators[slots[i]] = moved;
            live += moved == null ? 0 : 1;
        }
    }

    @Override
    public void writeResult(int slot, Column column, int position) {
        Object known = accumulators[slot];
        Object accumulator = known == null ? newAccumulator() : known;
        Object value;
        try {
            value = value(object, accumulator);
        } catch (Throwable e) {
            throw FunctionFailures.of(function, "getValue", e);
        }
        result.write(column, position, value);
    }

    @SuppressWarnings("unchecked")
    private static <T, A> @Nullable T value(AggregateFunction<T, A> function, Object accumulator) {
        return function.getValue((A) accumulator);
    }

    @Override
    public void clearSlots(int[] slots, int count) {
        for (int i = 0; i < count; i++) {
            if (accumulators[slots[i]] != null) {
                accumulators[slots[i]] = null;
                live--;
            }
        }
    }

    @Override
    public void clear() {
        Arrays.fill(accumulators, null);
        live = 0;
    }

    @Override
    void writeState(int slot, StateOutput out) {
        Object accumulator = accumulators[slot];
        out.putBoolean(accumulator != null);
        if (accumulator != null) {
            state().write(accumulator, out);
        }
    }

    @Override
    void readState(int slot, StateInput in) {
        if (in.getBoolean()) {
            accumulators[slot] = state().read(in);
            live++;
        }
    }

    private AccumulatorState state() {
        AccumulatorState known = state;
        if (known == null) {
            known = new AccumulatorState(function.accumulatorType());
            state = known;
        }
        return known;
    }

    @Override
    String stateSchema() {
        return function.className() + " " + state().shape();
    }

    /** With the same object of the user's class: tables of one operator instance share it. */
    @Override
    public Aggregator newEmpty() {
        return new UserAggregator(function, accumulate, retract, result);
    }

    @Override
    public long memoryBytes() {
        return (long) accumulators.length * Long.BYTES + (long) live * ACCUMULATOR_BYTES;
    }
}
