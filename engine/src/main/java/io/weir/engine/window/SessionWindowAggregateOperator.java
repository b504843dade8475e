package io.weir.engine.window;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.engine.aggregate.Aggregation;
import io.weir.engine.operator.Operator;
import io.weir.engine.operator.OperatorContext;
import io.weir.engine.operator.Output;
import io.weir.engine.operator.Progress;
import io.weir.engine.state.StateTable;
import io.weir.engine.time.EventTimes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates by session: the rows of a key that follow one another with no more than a gap between them.
 *
 * <p><b>Input.</b> Insertions, or with an aggregation of changes any, each key in one instance. <b>Output.</b> One
 * insertion per key and session; none for a session whose rows have all been taken away.
 *
 * <p><b>Watermark.</b> A session fires when the watermark reaches the last millisecond of the gap after its last row.
 * Where the input keeps the order of its source, sessions fire by the watermark that each row carries, so that the
 * answer is the same at every parallelism; otherwise by the common watermark.
 *
 * <p><b>Late rows.</b> A row that meets no open session and whose own session would have fired is dropped and counted.
 * A row between two sessions joins them.
 *
 * <p><b>State.</b> {@link Sessions}, until they have fired.
 */
public final class SessionWindowAggregateOperator implements Operator {
    private final WindowTime sharedTime;
    private final boolean isRowtime;
    private final int timeColumn;
    private final long gapMillis;
    private final boolean isOrdered;
    private final WindowResult result;
    private final Aggregation aggregation;
    private final Sessions sessions;
    private final SessionTimers timers;

    private OperatorContext context;
    private WindowTime time;
    private Batch out;
    private Column[] outColumns = new Column[0];
    private boolean isOutPending;
    private final WindowProgress progress = new WindowProgress();

    private boolean isTaking;
    private int nextRow;
    private final Column[] keyColumns;
    private int[] positions = new int[0];
    private int[] keySlots = new int[0];
    private int[] pendingPositions = new int[0];
    private int[] pendingSessions = new int[0];
    private int pendingCount;

    private SessionTimers.@Nullable Bucket firing;
    private long firingFrom;
    private int nextFiring;
    private boolean isPartlyDue;

    /**
     * Makes the operator.
     *
     * @param time between epoch and wall time
     * @param timeColumn the column of the time attribute; without meaning for processing time
     * @param isOrdered whether rows come in the order of one source, each with the watermark before it
     */
    @SuppressWarnings("NullAway.Init")
    public SessionWindowAggregateOperator(
            WindowTime time,
            boolean isRowtime,
            int timeColumn,
            long gapMillis,
            boolean isOrdered,
            WindowResult result,
            Aggregation aggregation) {
        this.sharedTime = time;
        this.isRowtime = isRowtime;
        this.timeColumn = timeColumn;
        this.gapMillis = gapMillis;
        this.isOrdered = isOrdered;
        this.result = result;
        this.aggregation = aggregation;
        sessions = new Sessions(aggregation);
        timers = new SessionTimers(gapMillis);
        keyColumns = new Column[aggregation.keyCount()];
    }

    @Override
    public void open(OperatorContext operatorContext) {
        context = operatorContext;
        time = sharedTime.copy();
        out = result.newBatch(Math.min(operatorContext.batchRowsMax(), 256));
        outColumns = result.columns(out);
    }

    @Override
    public Progress process(int input, Batch batch, Output output) {
        if (!isTaking) {
            begin(batch);
        }
        int count = batch.rowCount();
        while (nextRow < count) {
            long bound = isOrdered ? batch.watermark(nextRow) : progress.watermark();
            if (isRowtime && bound > progress.firedUpTo()) {
                accumulatePending(batch);
                if (!fireUpTo(bound, output)) {
                    return Progress.BLOCKED;
                }
                progress.setFiredUpTo(bound);
                resolveAgainAfterPacking(batch);
            }
            take(batch, nextRow);
            nextRow++;
        }
        accumulatePending(batch);
        isTaking = false;
        if (!isRowtime) {
            scheduleNext(context.clock().currentTimeMillis());
        }
        return Progress.DONE;
    }

    private void begin(Batch batch) {
        int count = batch.rowCount();
        if (positions.length < count) {
            positions = new int[count];
            keySlots = new int[count];
            pendingPositions = new int[count];
            pendingSessions = new int[count];
            for (int i = 0; i < count; i++) {
                positions[i] = i;
            }
        }
        nextRow = 0;
        pendingCount = 0;
        isTaking = true;
        resolve(batch);
    }

    private void resolve(Batch batch) {
        for (int i = 0; i < keyColumns.length; i++) {
            keyColumns[i] = batch.column(aggregation.keys()[i]);
        }
        sessions.resolveKeys(keyColumns, positions, batch.rowCount(), keySlots);
    }

    /** Packing drops keys without sessions, also those that the rest of this batch is about to use. */
    private void resolveAgainAfterPacking(Batch batch) {
        if (sessions.shouldPack()) {
            timers.renumber(sessions.pack());
            resolve(batch);
        }
    }

    private void take(Batch batch, int row) {
        long epoch = isRowtime
                ? EventTimes.millis(batch.column(timeColumn), row)
                : context.clock().currentTimeMillis();
        long start = time.toWall(epoch);
        long end = start + gapMillis;
        int session = sessions.findMeeting(keySlots[row], start, end);
        if (session < 0) {
            if (isRowtime && time.hasFired(end, Math.max(batch.watermark(row), progress.firedUpTo()))) {
                context.metrics().addLateRow(Math.max(batch.watermark(row), progress.firedUpTo()), epoch);
                return;
            }
            session = sessions.open(keySlots[row], start, end);
            timers.add(session, end);
        } else {
            sessions.extend(session, start, end);
            if (!sessions.isAlone(session, sessions.start(session), sessions.end(session))) {
                accumulatePending(batch);
                session = sessions.mergeMeeting(session);
            }
        }
        pendingPositions[pendingCount] = row;
        pendingSessions[pendingCount++] = session;
    }

    private void accumulatePending(Batch batch) {
        if (pendingCount > 0) {
            sessions.accumulate(batch, pendingPositions, pendingSessions, pendingCount);
            pendingCount = 0;
        }
    }

    @Override
    public Progress onWatermark(long millis, Output output) {
        boolean isNew = millis > progress.watermark();
        if (isNew && isRowtime) {
            if (!fireUpTo(millis, output)) {
                return Progress.BLOCKED;
            }
            progress.setFiredUpTo(millis);
            if (sessions.shouldPack() || sessions.hasManyDeadKeys()) {
                timers.renumber(sessions.pack());
            }
        }
        if (isNew) {
            progress.setWatermark(millis);
            context.metrics().setStateBytes(sessions.memoryBytes());
        }
        return output.offerWatermark(millis) ? Progress.DONE : Progress.BLOCKED;
    }

    @Override
    public Progress onTimer(long timeMillis, Output output) {
        if (!fireUpTo(timeMillis - 1, output)) {
            return Progress.BLOCKED;
        }
        if (sessions.shouldPack()) {
            timers.renumber(sessions.pack());
        }
        scheduleNext(context.clock().currentTimeMillis());
        return Progress.DONE;
    }

    /** Sets the timer, to go off after the given time: the earliest session may end a little later than known. */
    private void scheduleNext(long now) {
        long earliest = timers.earliest();
        if (earliest != Long.MAX_VALUE) {
            context.scheduleTimer(Math.max(time.toTimer(earliest - 1), now) + 1);
        }
    }

    /** Gives out the sessions that are over at this watermark or time; false if the output is full. */
    private boolean fireUpTo(long bound, Output output) {
        while (true) {
            if (isOutPending) {
                if (!output.offer(out)) {
                    return false;
                }
                isOutPending = false;
                out.reset();
            }
            SessionTimers.Bucket bucket = firing;
            if (bucket == null) {
                if (!time.hasFired(timers.earliest(), bound)) {
                    return flush(output);
                }
                firingFrom = timers.earliest();
                bucket = timers.takeEarliest();
                firing = bucket;
                nextFiring = 0;
                isPartlyDue = false;
            }
            fireBucket(bucket, bound);
            if (firing == null && isPartlyDue) {
                return flush(output);
            }
        }
    }

    private void fireBucket(SessionTimers.Bucket bucket, long bound) {
        int rowsMax = context.batchRowsMax();
        int rows = out.rowCount();
        out.ensureCapacity(Math.min(rowsMax, rows + bucket.count() - nextFiring));
        while (nextFiring < bucket.count() && rows < rowsMax) {
            int session = bucket.session(nextFiring++);
            if (sessions.isLive(session)) {
                long end = sessions.end(session);
                if (time.hasFired(end, bound)) {
                    if (!sessions.isEmpty(session)) {
                        sessions.write(session, outColumns, result.keyCount(), rows);
                        result.writeProperties(outColumns, sessions.start(session), end, time, rows);
                        rows++;
                    }
                    sessions.remove(session);
                } else {
                    // The bucket of what is due now also holds what is due a little later.
                    timers.add(session, end);
                    isPartlyDue |= timers.earliest() == firingFrom;
                }
            }
        }
        out.setRowCount(rows);
        out.setWatermark(progress.watermark());
        isOutPending = rows >= rowsMax;
        if (nextFiring == bucket.count()) {
            firing = null;
        }
    }

    private boolean flush(Output output) {
        if (out.rowCount() > 0) {
            if (!output.offer(out)) {
                isOutPending = true;
                return false;
            }
            isOutPending = false;
            out.reset();
        }
        return true;
    }

    @Override
    public List<StateTable> stateTables() {
        return List.of(progress, sessions);
    }

    @Override
    public void onRestored() {
        for (int session = 0; session < sessions.used(); session++) {
            timers.add(session, sessions.end(session));
        }
        if (!isRowtime) {
            // What was due before the snapshot is due now.
            scheduleNext(Long.MIN_VALUE);
        }
    }

    @Override
    public Progress complete(Output output) {
        return flush(output) ? Progress.DONE : Progress.BLOCKED;
    }
}
