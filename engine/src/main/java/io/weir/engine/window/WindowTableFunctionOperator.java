package io.weir.engine.window;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.columnar.LongColumn;
import io.weir.engine.operator.Operator;
import io.weir.engine.operator.OperatorContext;
import io.weir.engine.operator.Output;
import io.weir.engine.operator.Progress;
import io.weir.engine.time.EventTimes;
import java.util.Arrays;

/**
 * Gives each row once for each of its windows, with window_start, window_end and window_time appended.
 *
 * <p><b>Late rows.</b> Pass: nothing waits for the watermark here. A row without a time is dropped and counted, as in
 * Flink.
 *
 * <p><b>State.</b> None.
 */
public final class WindowTableFunctionOperator implements Operator {
    private static final int EXTRA_COLUMNS = 3;

    private final WindowInput input;
    private OperatorContext context;
    private WindowTime time;
    private Batch out = new Batch();
    private boolean isOutPending;
    private int nextRow;
    private int[] positions = new int[16];
    private long[] ends = new long[16];

    @SuppressWarnings("NullAway.Init")
    public WindowTableFunctionOperator(WindowInput input) {
        this.input = input;
    }

    @Override
    public void open(OperatorContext operatorContext) {
        context = operatorContext;
        time = input.time().copy();
    }

    @Override
    public Progress process(int inputIndex, Batch batch, Output output) {
        while (true) {
            if (isOutPending) {
                if (!output.offer(out)) {
                    return Progress.BLOCKED;
                }
                isOutPending = false;
            }
            if (nextRow == batch.rowCount()) {
                nextRow = 0;
                return Progress.DONE;
            }
            fill(batch);
        }
    }

    private void fill(Batch batch) {
        int count = 0;
        while (nextRow < batch.rowCount() && count < context.batchRowsMax()) {
            if (input.isProcessingTime() || !batch.column(input.timeColumn()).isNull(nextRow)) {
                long epoch = input.isProcessingTime()
                        ? context.clock().currentTimeMillis()
                        : EventTimes.millis(batch.column(input.timeColumn()), nextRow);
                for (long end : input.windows().windowEnds(time.toWall(epoch))) {
                    if (count == positions.length) {
                        positions = Arrays.copyOf(positions, count * 2);
                        ends = Arrays.copyOf(ends, count * 2);
                    }
                    positions[count] = nextRow;
                    ends[count++] = end;
                }
            } else {
                context.metrics().addDroppedRows(1);
            }
            nextRow++;
        }
        gather(batch, count);
    }

    private void gather(Batch batch, int count) {
        int width = batch.columnCount();
        if (out.columnCount() != width + EXTRA_COLUMNS) {
            Column[] columns = new Column[width + EXTRA_COLUMNS];
            for (int i = 0; i < width; i++) {
                columns[i] = batch.column(i).newEmpty(16);
            }
            for (int i = 0; i < EXTRA_COLUMNS; i++) {
                columns[width + i] = new LongColumn(16);
            }
            out = new Batch(columns);
        }
        out.reset();
        for (int i = 0; i < width; i++) {
            out.column(i).gather(batch.column(i), positions, count);
        }
        out.gatherRows(batch, positions, count);
        out.setSequence(Batch.NO_SEQUENCE);
        out.ensureCapacity(count);
        for (int i = 0; i < count; i++) {
            long start = input.windows().windowStart(ends[i]);
            ((LongColumn) out.column(width)).set(i, start);
            ((LongColumn) out.column(width + 1)).set(i, ends[i]);
            ((LongColumn) out.column(width + 2)).set(i, time.toEpoch(ends[i] - 1));
        }
        isOutPending = count > 0;
    }
}
