package io.weir.engine.expression;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.engine.function.FunctionArguments;
import io.weir.engine.function.FunctionFailures;
import io.weir.engine.function.FunctionMethod;
import io.weir.engine.function.UserFunction;
import io.weir.engine.type.Columns;
import java.lang.invoke.MethodHandle;
import java.util.List;
import org.apache.flink.table.types.logical.LogicalType;

/** A call of a user's scalar function: row by row, in the order of the rows. */
final class UserCall implements Expression {
    private static final String METHOD = "eval";

    private final UserFunction function;
    private final LogicalType type;
    private final Expression[] operands;
    private final MethodHandle method;
    private final Column[] arguments;
    private final Column result;

    UserCall(UserFunction function, LogicalType type, Expression[] operands) {
        this.function = function;
        this.type = type;
        this.operands = operands;
        this.arguments = new Column[operands.length];
        this.result = Columns.column(type, 0);
        Class<?> given = function.outputType().getConversionClass();
        this.method = FunctionArguments.writing(
                FunctionMethod.find(function, METHOD, List.of(), given), function.outputType());
    }

    @Override
    public LogicalType type() {
        return type;
    }

    @Override
    public Column evaluate(Batch batch) {
        int count = batch.rowCount();
        for (int i = 0; i < operands.length; i++) {
            arguments[i] = operands[i].evaluate(batch);
        }
        result.reset();
        result.ensureCapacity(count);
        int position = 0;
        try {
            for (; position < count; position++) {
                method.invokeExact(arguments, position, result);
            }
        } catch (Throwable e) {
            throw FunctionFailures.ofRow(function, METHOD, arguments, position, e);
        }
        return result;
    }

    @Override
    public boolean isFallible() {
        return true;
    }

    @Override
    public boolean isDeterministic() {
        return function.isDeterministic();
    }
}
