package io.weir.engine.operator;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.engine.expression.Expression;
import io.weir.engine.function.AsyncCalls;
import io.weir.engine.function.AsyncOptions;
import io.weir.engine.function.UserFunction;
import io.weir.engine.function.ValueConverter;
import io.weir.engine.time.Clock;
import io.weir.engine.type.Columns;
import org.apache.flink.table.types.logical.LogicalType;
import org.jspecify.annotations.Nullable;

/**
 * Computes fields with asynchronous functions. Calls for the rows of a batch run side by side, so many at once as the
 * options allow; the batch goes on when all have answered, and until then the operator asks to be called again.
 *
 * <p><b>Input.</b> Any rows. <b>Output.</b> One row for each, in order, with one column per projection.
 *
 * <p><b>Failure.</b> A call that fails is made again as the options say; when it fails for good or gives no answer in
 * time, the job fails.
 *
 * <p><b>State.</b> None: a batch is never left half done.
 */
public final class AsyncCalcOperator implements Operator {
    /** A field of the result: either an expression, or a call of an asynchronous function. */
    public sealed interface Projection {
        /** A field that is there at once. */
        record Plain(Expression expression) implements Projection {}

        /** A field that takes its time. */
        record Asynchronous(UserFunction function, Expression[] operands, LogicalType type) implements Projection {}
    }

    /** An asynchronous call and where its answers go. */
    private static final class Field {
        private final AsyncCalls calls;
        private final Expression[] operands;
        private final Column[] arguments;
        private final ValueConverter converter;
        private final Column result;

        Field(Projection.Asynchronous projection, AsyncOptions options) {
            calls = new AsyncCalls(projection.function(), options, false);
            operands = projection.operands();
            arguments = new Column[operands.length];
            converter = ValueConverter.of(projection.function().outputType());
            result = Columns.column(projection.type(), 0);
        }

        void begin(Batch batch) {
            for (int i = 0; i < operands.length; i++) {
                arguments[i] = operands[i].evaluate(batch);
            }
            calls.begin(arguments, batch.rowCount());
        }

        Column end(int count) {
            result.reset();
            result.ensureCapacity(count);
            for (int row = 0; row < count; row++) {
                converter.write(result, row, calls.answer(row));
            }
            calls.end();
            return result;
        }
    }

    private final @Nullable Expression[] plain;
    private final @Nullable Field[] fields;
    private final Batch out;
    private @Nullable Clock clock;
    private boolean isBegun;
    private boolean isOutPending;

    /** Makes the operator. */
    public AsyncCalcOperator(Projection[] projections, AsyncOptions options) {
        plain = new @Nullable Expression[projections.length];
        fields = new @Nullable Field[projections.length];
        for (int i = 0; i < projections.length; i++) {
            if (projections[i] instanceof Projection.Plain expression) {
                plain[i] = expression.expression();
            } else if (projections[i] instanceof Projection.Asynchronous asynchronous) {
                fields[i] = new Field(asynchronous, options);
            }
        }
        out = new Batch(new Column[projections.length]);
    }

    @Override
    public void open(OperatorContext context) {
        clock = context.clock();
    }

    @Override
    public Progress process(int input, Batch batch, Output output) {
        if (!isBegun) {
            begin(batch);
            isBegun = true;
        }
        if (!isOutPending) {
            if (!poll()) {
                return Progress.CALL_AGAIN;
            }
            for (int i = 0; i < fields.length; i++) {
                Field field = fields[i];
                if (field != null) {
                    out.setColumn(i, field.end(batch.rowCount()));
                }
            }
        }
        isOutPending = !output.offer(out);
        isBegun = isOutPending;
        return isOutPending ? Progress.BLOCKED : Progress.DONE;
    }

    private void begin(Batch batch) {
        out.resetRows();
        out.copyRows(batch);
        for (int i = 0; i < plain.length; i++) {
            Expression expression = plain[i];
            Field field = fields[i];
            if (expression != null) {
                out.setColumn(i, expression.evaluate(batch));
            } else if (field != null) {
                field.begin(batch);
            }
        }
    }

    private boolean poll() {
        Clock opened = clock;
        if (opened == null) {
            throw new IllegalStateException("not open");
        }
        long now = opened.currentTimeMillis();
        boolean isDone = true;
        for (Field field : fields) {
            isDone &= field == null || field.calls.poll(now);
        }
        return isDone;
    }
}
