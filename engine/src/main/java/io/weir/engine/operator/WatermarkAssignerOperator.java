package io.weir.engine.operator;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.engine.expression.Expression;
import io.weir.engine.state.InstanceNumbers;
import io.weir.engine.state.StateTable;
import io.weir.engine.time.EventTimes;
import io.weir.engine.time.OrderedWatermark;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.List;

/**
 * Makes watermarks from rows, as Flink's assigner does: see {@link OrderedWatermark}.
 *
 * <p><b>Input.</b> Any rows; those of an ordered source are taken in the source's order, whichever instance reads them.
 * <b>Output.</b> The same rows, each with the watermark in force before it.
 *
 * <p><b>Watermark.</b> Those of the input are dropped, but for the last one, which ends event time.
 *
 * <p><b>State.</b> The greatest watermark of the instance's own rows, and what was given out after the last of them:
 * over all instances, the watermark at the barrier.
 *
 * <p><b>Failure.</b> A row whose time is null fails the run.
 */
public final class WatermarkAssignerOperator implements Operator {
    private static final int SEEN = 0;
    private static final int GIVEN = 1;

    private final Expression watermarkExpression;
    private final int rowtimeIndex;
    private final String rowtimeName;
    private final OrderedWatermark shared;
    private final long intervalMillis;
    private final long idleTimeoutMillis;

    private OperatorContext context;
    private Batch out = new Batch();
    private boolean isOutPending;
    private boolean isAssigned;
    private long offered = Batch.NO_WATERMARK;
    private long wanted = Batch.NO_WATERMARK;
    private boolean isIdle;
    private boolean isWorking;
    private boolean isPaused = true;
    private long[] own = new long[0];
    private boolean[] isNull = new boolean[0];
    private final InstanceNumbers progress = new InstanceNumbers("watermark", Batch.NO_WATERMARK, "seen", "given");

    /**
     * Makes the operator.
     *
     * @param shared the watermark, common to all instances of this operator
     * @param intervalMillis {@code pipeline.auto-watermark-interval}
     * @param idleTimeoutMillis the time without input after which this input is idle, or 0 for never
     */
    @SuppressWarnings("NullAway.Init")
    public WatermarkAssignerOperator(
            Expression watermarkExpression,
            int rowtimeIndex,
            String rowtimeName,
            OrderedWatermark shared,
            long intervalMillis,
            long idleTimeoutMillis) {
        this.watermarkExpression = watermarkExpression;
        this.rowtimeIndex = rowtimeIndex;
        this.rowtimeName = rowtimeName;
        this.shared = shared;
        this.intervalMillis = intervalMillis;
        this.idleTimeoutMillis = idleTimeoutMillis;
    }

    @Override
    public void open(OperatorContext operatorContext) {
        context = operatorContext;
        shared.open(operatorContext.clock().currentTimeMillis());
        schedule();
    }

    private void schedule() {
        long period = intervalMillis > 0 && idleTimeoutMillis > 0
                ? Math.min(intervalMillis, idleTimeoutMillis)
                : Math.max(intervalMillis, idleTimeoutMillis);
        if (period > 0) {
            context.scheduleTimer(context.clock().currentTimeMillis() + period);
        }
    }

    @Override
    public Progress process(int input, Batch batch, Output output) {
        if (!isWorking) {
            isWorking = true;
            shared.begin(isPaused);
            isPaused = false;
        }
        // Said before the batch advances the watermark of all instances: see ChannelHead.
        if (isIdle) {
            if (!output.offerIdle(false)) {
                return Progress.BLOCKED;
            }
            isIdle = false;
        }
        if (!isAssigned) {
            if (!shared.isNext(batch.sequence())) {
                return Progress.BLOCKED;
            }
            assign(batch);
            isAssigned = true;
            isOutPending = true;
            wanted = shared.emitted();
        }
        if (isOutPending) {
            if (!output.offer(out)) {
                return Progress.BLOCKED;
            }
            isOutPending = false;
        }
        if (!offer(output)) {
            return Progress.BLOCKED;
        }
        isAssigned = false;
        isWorking = false;
        shared.end(context.clock().currentTimeMillis());
        return Progress.DONE;
    }

    private void assign(Batch batch) {
        int count = batch.rowCount();
        Column rowtimes = batch.column(rowtimeIndex);
        if (count > 0 && rowtimes.mayHaveNulls()) {
            checkRowtimes(rowtimes, count);
        }
        if (out.columnCount() != batch.columnCount()) {
            Column[] columns = new Column[batch.columnCount()];
            for (int i = 0; i < columns.length; i++) {
                columns[i] = batch.column(i);
            }
            out = new Batch(columns);
        }
        out.resetRows();
        for (int i = 0; i < batch.columnCount(); i++) {
            out.setColumn(i, batch.column(i));
        }
        out.copyRows(batch);
        if (own.length < count) {
            own = new long[count];
            isNull = new boolean[count];
        }
        if (count > 0) {
            Column watermarks = watermarkExpression.evaluate(batch);
            for (int i = 0; i < count; i++) {
                isNull[i] = watermarks.isNull(i);
                own[i] = EventTimes.millis(watermarks, i);
            }
        }
        long given = shared.assign(out, own, isNull, out.useRowWatermarks(count));
        out.setSequence(batch.sequence());
        if (progress.isTracking()) {
            note(count, given, batch.sequence() != Batch.NO_SEQUENCE);
        }
    }

    /**
     * Notes what a snapshot must know: only what follows from this instance's own rows, for other instances may be
     * beyond the barrier already. In an ordered stream they are not before this batch.
     */
    private void note(int count, long given, boolean isOrdered) {
        long seen = progress.get(SEEN);
        for (int i = 0; i < count; i++) {
            seen = isNull[i] ? seen : Math.max(seen, own[i]);
        }
        progress.set(SEEN, seen);
        progress.set(GIVEN, Math.max(progress.get(GIVEN), isOrdered ? given : Math.min(given, seen)));
    }

    @Override
    public List<StateTable> stateTables() {
        return List.of(progress);
    }

    @Override
    public void onRestored() {
        shared.restore(progress.get(SEEN), progress.get(GIVEN));
    }

    private void checkRowtimes(Column rowtimes, int count) {
        for (int i = 0; i < count; i++) {
            if (rowtimes.isNull(i)) {
                throw new WeirException(
                        ErrorCode.VALUE_INVALID,
                        "The event time column '" + rowtimeName + "' is NULL in a row",
                        "",
                        "Event time must not be NULL: filter such rows out before the watermark, or give the column a"
                                + " value with a computed column and COALESCE",
                        null);
            }
        }
    }

    private boolean offer(Output output) {
        if (wanted > offered) {
            if (!output.offerWatermark(wanted)) {
                return false;
            }
            offered = wanted;
        }
        return true;
    }

    /** This instance has nothing to read: it follows what the others have given out. */
    @Override
    public Progress onInputPause(Output output) {
        pause();
        follow();
        return offer(output) ? Progress.DONE : Progress.BLOCKED;
    }

    /** Takes up the common watermark, unless an older one is still being offered: the same offer must be made again. */
    private void follow() {
        if (wanted == offered) {
            wanted = Math.max(wanted, shared.emitted());
        }
    }

    private void pause() {
        if (!isPaused) {
            isPaused = true;
            shared.pause();
        }
    }

    @Override
    public Progress complete(Output output) {
        pause();
        return Progress.DONE;
    }

    @Override
    public Progress onTimer(long timeMillis, Output output) {
        long now = context.clock().currentTimeMillis();
        if (intervalMillis > 0) {
            shared.emitCurrent(now);
        }
        follow();
        if (!offer(output)) {
            return Progress.BLOCKED;
        }
        // The instances share one stream: it is idle as a whole, or not at all.
        if (idleTimeoutMillis > 0 && !isIdle && shared.isQuiet(now, idleTimeoutMillis)) {
            if (!output.offerIdle(true)) {
                return Progress.BLOCKED;
            }
            isIdle = true;
        }
        schedule();
        return Progress.DONE;
    }

    @Override
    public Progress onWatermark(long watermark, Output output) {
        if (watermark != Long.MAX_VALUE) {
            return Progress.DONE;
        }
        return output.offerWatermark(watermark) ? Progress.DONE : Progress.BLOCKED;
    }
}
