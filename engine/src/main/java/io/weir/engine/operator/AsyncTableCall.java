package io.weir.engine.operator;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.engine.expression.Expression;
import io.weir.engine.function.AsyncCalls;
import io.weir.engine.function.AsyncOptions;
import io.weir.engine.function.TableResult;
import io.weir.engine.function.UserFunction;
import io.weir.engine.time.Clock;
import java.util.Collection;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/** A call of a user's asynchronous table function: all rows of a batch are asked for before any is given out. */
public final class AsyncTableCall extends TableCall {
    private final Expression[] operands;
    private final Column[] arguments;
    private final AsyncCalls calls;
    private final TableResult result;
    private @Nullable Clock clock;

    /** Makes a call of a function of kind ASYNC_TABLE. */
    public AsyncTableCall(UserFunction function, Expression[] operands, RowType resultType, AsyncOptions options) {
        this.operands = operands.clone();
        this.arguments = new Column[operands.length];
        this.calls = new AsyncCalls(function, options, true);
        this.result = new TableResult(function, resultType);
    }

    @Override
    protected void open(OperatorContext context) {
        clock = context.clock();
    }

    @Override
    protected void begin(Batch batch) {
        for (int i = 0; i < operands.length; i++) {
            arguments[i] = operands[i].evaluate(batch);
        }
        calls.begin(arguments, batch.rowCount());
    }

    @Override
    protected boolean isReady() {
        Clock opened = clock;
        if (opened == null) {
            throw new IllegalStateException("not open");
        }
        return calls.poll(opened.currentTimeMillis());
    }

    @Override
    protected void callRow(int position) {
        if (calls.answer(position) instanceof Collection<?> rows) {
            for (Object row : rows) {
                if (result.isRow(row)) {
                    result.write(addRow(position), row);
                }
            }
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
}
