package io.weir.engine.group;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.columnar.LongColumn;
import io.weir.columnar.RowKinds;
import io.weir.engine.aggregate.GroupTable;
import io.weir.engine.operator.Operator;
import io.weir.engine.operator.OperatorContext;
import io.weir.engine.operator.Output;
import io.weir.engine.operator.Progress;
import java.util.Arrays;

/**
 * The first phase of a GROUP BY in mini-batches: gathers rows of one instance by key, so that the exchange carries
 * groups instead of rows. Where an aggregate has no partial form, rows are passed on.
 *
 * <p><b>Input.</b> Any changes. <b>Output.</b> {@link GroupTransport}.
 *
 * <p><b>Watermark.</b> Passed on.
 *
 * <p><b>State.</b> The groups of one mini-batch, at most {@value #GROUPS_MAX}, then all are given out; none after a
 * barrier.
 */
public final class LocalGroupAggregateOperator implements Operator {
    private static final int GROUPS_MAX = 65_536;

    private final GroupTransport transport;
    private final MiniBatch miniBatch;
    private final int[] usedColumns;
    private final GroupTable groups;
    /** By slot, by how many rows a group has grown. */
    private long[] records = new long[16];

    private final Batch out;
    private int[] rows = new int[0];

    private OperatorContext context;
    private boolean isTaken;
    private boolean isGivingOut;
    private boolean isOutPending;
    private int nextSlot;
    private long heldRows;
    private long heldUntilMillis;
    private long watermark = Batch.NO_WATERMARK;

    @SuppressWarnings("NullAway.Init")
    public LocalGroupAggregateOperator(GroupTransport transport, MiniBatch miniBatch) {
        this.transport = transport;
        this.miniBatch = miniBatch;
        groups = transport.aggregation().newTable();
        usedColumns = transport.aggregation().usedColumns();
        out = transport.isPartial() ? transport.newPartialBatch(16) : new Batch(new Column[usedColumns.length]);
    }

    @Override
    public void open(OperatorContext operatorContext) {
        context = operatorContext;
    }

    @Override
    public Progress process(int input, Batch batch, Output output) {
        if (!transport.isPartial()) {
            return passOn(batch, output);
        }
        if (!isTaken) {
            gather(batch);
            isTaken = true;
            isGivingOut = heldRows >= miniBatch.rowsMax() || groups.size() > GROUPS_MAX;
        }
        if (!giveOut(output)) {
            return Progress.BLOCKED;
        }
        isTaken = false;
        return Progress.DONE;
    }

    /** Passes rows on in their order, as views of the input. */
    private Progress passOn(Batch batch, Output output) {
        if (batch.rowCount() == 0 && batch.sequence() == Batch.NO_SEQUENCE) {
            return Progress.DONE;
        }
        for (int i = 0; i < usedColumns.length; i++) {
            out.setColumn(i, batch.column(usedColumns[i]));
        }
        out.copyRows(batch);
        return output.offer(out) ? Progress.DONE : Progress.BLOCKED;
    }

    private void gather(Batch batch) {
        int count = batch.rowCount();
        if (count == 0) {
            return;
        }
        if (rows.length < count) {
            rows = new int[count];
            for (int i = 0; i < count; i++) {
                rows[i] = i;
            }
        }
        groups.add(batch, rows, count);
        if (transport.countsRecords()) {
            countRecords(batch, count);
        }
        if (heldRows == 0) {
            heldUntilMillis = context.clock().currentTimeMillis() + miniBatch.latencyMillis();
            context.scheduleTimer(heldUntilMillis);
        }
        heldRows += count;
    }

    private void countRecords(Batch batch, int count) {
        if (records.length < groups.size()) {
            records = Arrays.copyOf(records, Math.max(groups.size(), 2 * records.length));
        }
        int[] slots = groups.slots();
        for (int row = 0; row < count; row++) {
            records[slots[row]] += RowKinds.isAddition(batch.rowKind(row)) ? 1 : -1;
        }
    }

    /** Gives out all groups, if it is time to; false if the output is full. */
    private boolean giveOut(Output output) {
        if (!isGivingOut) {
            return true;
        }
        while (isOutPending || nextSlot < groups.size()) {
            if (!isOutPending) {
                fillOut();
            }
            if (!output.offer(out)) {
                isOutPending = true;
                return false;
            }
            isOutPending = false;
        }
        Arrays.fill(records, 0);
        groups.clear();
        nextSlot = 0;
        heldRows = 0;
        isGivingOut = false;
        return true;
    }

    private void fillOut() {
        int count = Math.min(groups.size() - nextSlot, context.batchRowsMax());
        out.reset();
        out.ensureCapacity(count);
        Column[] columns = new Column[out.columnCount()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = out.column(i);
        }
        for (int row = 0; row < count; row++) {
            int slot = nextSlot++;
            groups.writeKey(slot, columns, 0, row);
            groups.writePartial(slot, columns, transport.firstPartial(), row);
            if (transport.countsRecords()) {
                ((LongColumn) columns[columns.length - 1]).set(row, records[slot]);
            }
        }
        out.setRowCount(count);
        out.setWatermark(watermark);
    }

    @Override
    public Progress onTimer(long timeMillis, Output output) {
        if (heldRows > 0) {
            if (context.clock().currentTimeMillis() >= heldUntilMillis) {
                isGivingOut = true;
            } else {
                context.scheduleTimer(heldUntilMillis);
            }
        }
        return giveOut(output) ? Progress.DONE : Progress.BLOCKED;
    }

    @Override
    public Progress onWatermark(long millis, Output output) {
        watermark = millis;
        return output.offerWatermark(millis) ? Progress.DONE : Progress.BLOCKED;
    }

    @Override
    public Progress complete(Output output) {
        return endMiniBatch(output);
    }

    @Override
    public Progress onBarrier(Output output) {
        return endMiniBatch(output);
    }

    private Progress endMiniBatch(Output output) {
        isGivingOut = heldRows > 0;
        return giveOut(output) ? Progress.DONE : Progress.BLOCKED;
    }
}
