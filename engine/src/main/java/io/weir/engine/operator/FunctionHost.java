package io.weir.engine.operator;

import io.weir.columnar.Batch;
import io.weir.engine.function.FunctionScope;
import io.weir.engine.function.InstanceContext;
import io.weir.engine.function.UserFunctions;
import io.weir.engine.state.StateTable;
import java.util.List;

/**
 * An operator whose expressions call users' functions: opens them before the operator's first row and closes them after
 * its last.
 *
 * <p><b>Input, Output, Watermark, State.</b> The operator's own.
 */
public final class FunctionHost implements Operator {
    private final Operator operator;
    private final FunctionScope scope;
    private final UserFunctions functions;

    /**
     * Makes a host.
     *
     * @param scope the functions that the operator was made with
     */
    public FunctionHost(Operator operator, FunctionScope scope, UserFunctions functions) {
        this.operator = operator;
        this.scope = scope;
        this.functions = functions;
    }

    @Override
    public void open(OperatorContext context) {
        scope.open(new InstanceContext(functions, context.instance(), context.parallelism()));
        operator.open(context);
    }

    @Override
    public Progress process(int input, Batch batch, Output output) {
        return operator.process(input, batch, output);
    }

    @Override
    public Progress onWatermark(long watermark, Output output) {
        return operator.onWatermark(watermark, output);
    }

    @Override
    public Progress onTimer(long timeMillis, Output output) {
        return operator.onTimer(timeMillis, output);
    }

    @Override
    public Progress onInputPause(Output output) {
        return operator.onInputPause(output);
    }

    @Override
    public Progress onIdle(Output output) {
        return operator.onIdle(output);
    }

    @Override
    public Progress complete(Output output) {
        Progress progress = operator.complete(output);
        if (progress == Progress.DONE) {
            scope.finish();
        }
        return progress;
    }

    @Override
    public List<StateTable> stateTables() {
        return operator.stateTables();
    }

    @Override
    public StateTable restoredTable(String name) {
        return operator.restoredTable(name);
    }

    @Override
    public void onRestored() {
        operator.onRestored();
    }

    @Override
    public Progress onBarrier(Output output) {
        return operator.onBarrier(output);
    }

    @Override
    public void close() {
        try {
            operator.close();
        } finally {
            scope.close();
        }
    }
}
