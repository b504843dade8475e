package io.weir.engine.operator;

import io.weir.columnar.Batch;
import io.weir.engine.state.StateTable;
import java.util.List;

/**
 * What a plan node does to rows: one instance on one thread.
 *
 * <p><b>Life.</b> {@link #open} once; then any number of {@link #process}, {@link #onWatermark}, {@link #onTimer},
 * {@link #onIdle} and {@link #onInputPause}; {@link #complete} once, when all inputs have ended; {@link #close} once,
 * also after a failure and even if open failed. All calls come from one thread.
 *
 * <p><b>Again.</b> A call that answers {@link Progress#CALL_AGAIN} or {@link Progress#BLOCKED} is repeated with the
 * same arguments, before any other call, until it answers {@link Progress#DONE}. An operator therefore remembers how
 * far it was. It never waits: what cannot be done now is BLOCKED.
 *
 * <p><b>Batches.</b> An input batch is valid until its call is DONE. An output batch belongs to the operator, which may
 * reuse it as soon as the offer was taken.
 *
 * <p><b>Watermarks.</b> An operator sees the minimum of its inputs' watermarks, only rising ones. It first emits what
 * the watermark completes, then passes it on.
 *
 * <p><b>State.</b> Whatever must outlive the process stands in {@link #stateTables declared tables}, or is given out at
 * the {@link #onBarrier barrier}; saving, restoring and another parallelism are then nobody's business here.
 *
 * <p>An operator is written for one node of the plan, is immutable in what the node says, and keeps what a run changes
 * in itself.
 */
public interface Operator extends AutoCloseable {
    /** Prepares for the first row. */
    default void open(OperatorContext context) {}

    /** Takes the rows of one input. */
    Progress process(int input, Batch batch, Output output);

    /** Event time has advanced. */
    default Progress onWatermark(long watermark, Output output) {
        return output.offerWatermark(watermark) ? Progress.DONE : Progress.BLOCKED;
    }

    /** A processing-time timer is due that was set through {@link OperatorContext#scheduleTimer}. */
    default Progress onTimer(long timeMillis, Output output) {
        return Progress.DONE;
    }

    /** The input has nothing more right now: what is held back only to make larger batches is to be emitted. */
    default Progress onInputPause(Output output) {
        return Progress.DONE;
    }

    /**
     * The input is idle from now on: event time may go on without this instance, so all is to be given out that has to
     * reach other instances before event time passes it.
     */
    default Progress onIdle(Output output) {
        return Progress.DONE;
    }

    /** All inputs have ended; the watermark has been raised to the greatest before, if the input has event time. */
    default Progress complete(Output output) {
        return Progress.DONE;
    }

    /**
     * What this instance keeps, as it is declared at this moment: called after {@link #open}, and at each barrier. A
     * table that is no longer among them is dropped from the snapshot, with all that it held.
     */
    default List<StateTable> stateTables() {
        return List.of();
    }

    /**
     * The table of this name, which a snapshot has; made if the operator makes tables as it goes.
     *
     * @throws IllegalArgumentException if the operator never has such a table
     */
    default StateTable restoredTable(String name) {
        for (StateTable table : stateTables()) {
            if (table.name().equals(name)) {
                return table;
            }
        }
        throw new IllegalArgumentException(name);
    }

    /**
     * All tables have been read from a snapshot: what is derived from them is computed now, and timers are set. The
     * watermark of the snapshot follows, by {@link #onWatermark}, before the first row.
     */
    default void onRestored() {}

    /**
     * A barrier has come on all inputs: what is held back and in no table is given out now, so that nothing is lost.
     * The tables are written when all operators of the fragment have answered {@link Progress#DONE}.
     */
    default Progress onBarrier(Output output) {
        return Progress.DONE;
    }

    /** Frees everything; neither commits nor aborts. */
    @Override
    default void close() {}
}
