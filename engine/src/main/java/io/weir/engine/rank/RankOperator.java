package io.weir.engine.rank;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.columnar.LongColumn;
import io.weir.engine.operator.Operator;
import io.weir.engine.operator.OperatorContext;
import io.weir.engine.operator.Output;
import io.weir.engine.operator.Progress;
import io.weir.engine.state.StateTable;
import io.weir.engine.type.Columns;
import java.util.List;

/**
 * Gives out the best rows of each key, and what changes in them: Top-N.
 *
 * <p><b>Input.</b> As {@link Ranking#input} says, each key in one instance. <b>Output.</b> Changes: rows, and behind
 * them the rank if it is asked for. Of one batch, one change for each row or rank.
 *
 * <p><b>State.</b> {@link TopRows}: for each key the rows that are given out, or all rows where they may go again; with
 * a time to live, a key is forgotten that long after its last change, without a word.
 */
public final class RankOperator implements Operator {
    private final Ranking ranking;

    private OperatorContext context;
    private TopRows top;
    private Batch out;
    private long watermark = Batch.NO_WATERMARK;

    private boolean isGivingOut;
    private int nextChange;
    private boolean isOutPending;
    private int[] positions = new int[64];

    @SuppressWarnings("NullAway.Init")
    public RankOperator(Ranking ranking) {
        this.ranking = ranking;
    }

    @Override
    public void open(OperatorContext operatorContext) {
        context = operatorContext;
        top = new TopRows(ranking, operatorContext.clock());
        top.spillTo(operatorContext.stateBackend());
        Batch rows = Columns.batch(ranking.inputType(), 0);
        Column[] columns = new Column[rows.columnCount() + (ranking.hasRankNumber() ? 1 : 0)];
        for (int i = 0; i < rows.columnCount(); i++) {
            columns[i] = rows.column(i);
        }
        if (ranking.hasRankNumber()) {
            columns[rows.columnCount()] = new LongColumn(64);
        }
        out = new Batch(columns);
    }

    @Override
    public Progress process(int input, Batch batch, Output output) {
        if (!isGivingOut) {
            top.take(batch);
            isGivingOut = true;
            nextChange = 0;
        }
        if (!giveOut(output)) {
            return Progress.BLOCKED;
        }
        isGivingOut = false;
        top.release();
        context.metrics().setStateBytes(top.memoryBytes());
        scheduleSweep();
        return Progress.DONE;
    }

    private boolean giveOut(Output output) {
        RankChanges changes = top.changes();
        while (isOutPending || nextChange < changes.count()) {
            if (!isOutPending) {
                fill(changes);
            }
            isOutPending = !output.offer(out);
            if (isOutPending) {
                return false;
            }
        }
        return true;
    }

    private void fill(RankChanges changes) {
        int count = Math.min(context.batchRowsMax(), changes.count() - nextChange);
        if (positions.length < count) {
            positions = new int[Math.max(count, Math.min(context.batchRowsMax(), 2 * positions.length))];
        }
        for (int i = 0; i < count; i++) {
            positions[i] = changes.row(nextChange + i);
        }
        out.resetRows();
        Batch rows = top.rows();
        int width = rows.columnCount();
        for (int i = 0; i < width; i++) {
            out.column(i).gather(rows.column(i), positions, count);
        }
        if (ranking.hasRankNumber()) {
            LongColumn ranks = (LongColumn) out.column(width);
            ranks.ensureCapacity(count);
            for (int i = 0; i < count; i++) {
                ranks.set(i, changes.rank(nextChange + i));
            }
        }
        for (int i = 0; i < count; i++) {
            out.setRowKind(i, changes.kind(nextChange + i));
        }
        out.setRowCount(count);
        out.setWatermark(watermark);
        nextChange += count;
    }

    @Override
    public Progress onWatermark(long millis, Output output) {
        watermark = millis;
        return output.offerWatermark(millis) ? Progress.DONE : Progress.BLOCKED;
    }

    @Override
    public Progress onTimer(long timeMillis, Output output) {
        top.sweep();
        scheduleSweep();
        return Progress.DONE;
    }

    @Override
    public List<StateTable> stateTables() {
        return top.stateTables();
    }

    @Override
    public void onRestored() {
        top.onRestored();
        scheduleSweep();
    }

    private void scheduleSweep() {
        long next = top.nextSweepMillis();
        if (next != Long.MAX_VALUE) {
            context.scheduleTimer(Math.max(next, context.clock().currentTimeMillis() + 1));
        }
    }
}
