package io.weir.engine.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.columnar.Batch;
import io.weir.engine.state.StateBackend;
import io.weir.engine.time.Clock;
import io.weir.engine.type.Columns;
import io.weir.engine.type.RowDataAppender;
import java.util.function.Supplier;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/**
 * One instance of the operator that an {@link OperatorRun} drives: what it is given, and the batch that waits for it.
 */
final class OperatorInstance implements OperatorContext {
    private static final int CALLS_MAX = 1_000_000;

    private final OperatorRun run;
    private final int number;
    private final int parallelism;
    private final RecordingOutput output;
    private final Operator operator;
    private final RowDataAppender appender;
    private final Batch batch;
    private long timer = Long.MAX_VALUE;

    OperatorInstance(
            OperatorRun run,
            int number,
            int parallelism,
            RecordingOutput output,
            Operator operator,
            RowType inputType) {
        this.run = run;
        this.number = number;
        this.parallelism = parallelism;
        this.output = output;
        this.operator = operator;
        appender = new RowDataAppender(inputType);
        batch = Columns.batch(inputType, 4);
    }

    Operator operator() {
        return operator;
    }

    /** The rows that wait. */
    Batch batch() {
        return batch;
    }

    RecordingOutput output() {
        return output;
    }

    void append(RowData row, long watermark) {
        appender.append(row, batch);
        rowWatermarks()[batch.rowCount() - 1] = watermark;
    }

    /** The rows' watermarks, with what is there kept when there must be more. */
    private long[] rowWatermarks() {
        long[] watermarks = batch.useRowWatermarks(0);
        if (watermarks.length < batch.rowCount()) {
            long[] kept = watermarks.clone();
            watermarks = batch.useRowWatermarks(2 * batch.rowCount());
            System.arraycopy(kept, 0, watermarks, 0, kept.length);
        }
        return watermarks;
    }

    /** When the timer is due. */
    long timer() {
        return timer;
    }

    void fireTimer() {
        long due = timer;
        timer = Long.MAX_VALUE;
        drive(() -> operator.onTimer(due, output));
    }

    /** Repeats a call until it is done. */
    void drive(Supplier<Progress> call) {
        for (int i = 0; i < CALLS_MAX; i++) {
            Progress progress = call.get();
            if (progress == Progress.DONE) {
                assertThat(output.isWaiting())
                        .as("DONE although an offer was refused")
                        .isFalse();
                boolean unused = output.takeRefused();
                return;
            }
            if (progress == Progress.BLOCKED) {
                assertThat(output.takeRefused())
                        .as("BLOCKED because the output refused")
                        .isTrue();
            }
        }
        throw new AssertionError("the operator is not done after " + CALLS_MAX + " calls");
    }

    @Override
    public int instance() {
        return number;
    }

    @Override
    public int parallelism() {
        return parallelism;
    }

    @Override
    public int batchRowsMax() {
        return run.batchRowsMax();
    }

    @Override
    public Clock clock() {
        return run.clock();
    }

    @Override
    public OperatorMetrics metrics() {
        return run.metrics();
    }

    @Override
    public StateBackend stateBackend() {
        return run.stateBackend();
    }

    @Override
    public void scheduleTimer(long timeMillis) {
        timer = Math.min(timer, timeMillis);
    }
}
