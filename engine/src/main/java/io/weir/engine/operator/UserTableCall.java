package io.weir.engine.operator;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.engine.expression.Expression;
import io.weir.engine.function.FunctionFailures;
import io.weir.engine.function.FunctionMethod;
import io.weir.engine.function.TableResult;
import io.weir.engine.function.UserFunction;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.List;
import org.apache.flink.table.functions.TableFunction;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** A call of a user's {@link TableFunction}, row by row. */
public final class UserTableCall extends TableCall {
    private static final String METHOD = "eval";

    private final UserFunction function;
    private final Expression[] operands;
    private final Column[] arguments;
    private final MethodHandle method;
    private final TableResult result;
    private final Collector<Object> collector = new RowCollector();
    private int current;

    /**
     * Makes a call.
     *
     * @param function of kind TABLE
     * @param resultType the columns that it gives
     */
    public UserTableCall(UserFunction function, Expression[] operands, RowType resultType) {
        this.function = function;
        this.operands = operands.clone();
        this.arguments = new Column[operands.length];
        this.result = new TableResult(function, resultType);
        MethodHandle found = FunctionMethod.find(function, METHOD, List.of(), void.class);
        this.method = found.asType(MethodType.methodType(void.class, Column[].class, int.class));
    }

    @Override
    @SuppressWarnings("unchecked")
    protected void begin(Batch batch) {
        for (int i = 0; i < operands.length; i++) {
            arguments[i] = operands[i].evaluate(batch);
        }
        ((TableFunction<Object>) function.function()).setCollector(collector);
    }

    @Override
    protected void callRow(int position) {
        current = position;
        try {
            method.invokeExact(arguments, position);
        } catch (Throwable e) {
            throw FunctionFailures.ofRow(function, METHOD, arguments, position, e);
        }
    }

    @Override
    protected void clear() {
        result.reset();
    }

    @Override
    protected int columnCount() {
        return result.columnCount();
    }

    @Override
    protected Column column(int index) {
        return result.column(index);
    }

    /** Takes what the function gives for the row at hand. */
    private final class RowCollector implements Collector<Object> {
        @Override
        public void collect(@Nullable Object given) {
            if (result.isRow(given)) {
                result.write(addRow(current), given);
            }
        }

        @Override
        public void close() {}
    }
}
