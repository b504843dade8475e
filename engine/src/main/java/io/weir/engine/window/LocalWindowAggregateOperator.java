package io.weir.engine.window;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.columnar.LongColumn;
import io.weir.engine.aggregate.GroupTable;
import io.weir.engine.operator.Operator;
import io.weir.engine.operator.OperatorContext;
import io.weir.engine.operator.Output;
import io.weir.engine.operator.Progress;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The first phase of a window aggregation: gathers rows of one instance by slice and key, so that the exchange carries
 * groups instead of rows. Where an aggregate has no partial form, rows are passed on with their slice.
 *
 * <p><b>Input.</b> Insertions. <b>Output.</b> {@link WindowTransport}.
 *
 * <p><b>Watermark.</b> Before a watermark is passed on, everything is given out that enters a window which it fires.
 *
 * <p><b>Late rows.</b> Dropped and counted here, by the watermark that each row carries.
 *
 * <p><b>State.</b> At most {@value #GROUPS_MAX} groups, then all are given out; none at a barrier.
 */
public final class LocalWindowAggregateOperator implements Operator {
    private static final int GROUPS_MAX = 65_536;
    private static final int SPARE_TABLES_MAX = 4;
    private static final int NO_BUCKET = -1;

    private final WindowInput input;
    private final WindowTransport transport;
    private final TreeMap<SliceKey, GroupTable> tables = new TreeMap<>();
    private final java.util.ArrayDeque<GroupTable> spare = new java.util.ArrayDeque<>();

    private OperatorContext context;
    private RowSlicer slicer;
    private Batch out;
    private boolean isTaken;
    private boolean isOutPending;
    private long watermark = Batch.NO_WATERMARK;
    private @Nullable GroupTable emitting;
    private SliceKey emittingKey;
    private int nextSlot;
    private SliceBuckets buckets;
    /** Of each row of the batch at hand its bucket, and the positions of those that have one. */
    private int[] rowBuckets = new int[0];

    private int[] rowPositions = new int[0];

    @SuppressWarnings("NullAway.Init")
    public LocalWindowAggregateOperator(WindowInput input, WindowTransport transport) {
        this.input = input;
        this.transport = transport;
    }

    @Override
    public void open(OperatorContext operatorContext) {
        context = operatorContext;
        slicer = input.newSlicer(operatorContext);
    }

    @Override
    public Progress process(int inputIndex, Batch batch, Output output) {
        if (!isTaken) {
            buckets = slicer.slice(batch, Batch.NO_WATERMARK);
            if (transport.isPartial()) {
                gather(batch);
            } else {
                takeRows(batch);
            }
            isTaken = true;
        }
        Progress progress = transport.isPartial() ? giveOutIfTooMany(output) : passOn(output);
        isTaken = progress != Progress.DONE;
        return progress;
    }

    private void gather(Batch batch) {
        for (int i = 0; i < buckets.bucketCount(); i++) {
            SliceKey key = new SliceKey(buckets.entry(i), buckets.sliceEnd(i));
            GroupTable table = tables.get(key);
            if (table == null) {
                table = spare.isEmpty() ? transport.aggregation().newTable() : spare.pop();
                tables.put(key, table);
            }
            table.add(batch, buckets.positions(i), buckets.count(i));
        }
    }

    private Progress giveOutIfTooMany(Output output) {
        int groups = 0;
        for (GroupTable table : tables.values()) {
            groups += table.size();
        }
        if (groups <= GROUPS_MAX && emitting == null && !isOutPending) {
            return Progress.DONE;
        }
        return giveOut(Long.MAX_VALUE, output) ? Progress.DONE : Progress.BLOCKED;
    }

    @Override
    public Progress onWatermark(long millis, Output output) {
        if (!giveOut(millis, output)) {
            return Progress.BLOCKED;
        }
        watermark = millis;
        return output.offerWatermark(millis) ? Progress.DONE : Progress.BLOCKED;
    }

    /** While this instance is idle, the others' watermark fires windows, and what is held here would come too late. */
    @Override
    public Progress onIdle(Output output) {
        return giveOut(Long.MAX_VALUE, output) ? Progress.DONE : Progress.BLOCKED;
    }

    /** Groups that are held back are in no snapshot: they are on their way before the barrier. */
    @Override
    public Progress onBarrier(Output output) {
        return giveOut(Long.MAX_VALUE, output) ? Progress.DONE : Progress.BLOCKED;
    }

    @Override
    public Progress complete(Output output) {
        return giveOut(Long.MAX_VALUE, output) ? Progress.DONE : Progress.BLOCKED;
    }

    /** Gives out all groups whose first window fires at the watermark; false if the output is full. */
    private boolean giveOut(long upTo, Output output) {
        while (true) {
            if (isOutPending) {
                if (!output.offer(out)) {
                    return false;
                }
                isOutPending = false;
                out.reset();
            }
            GroupTable table = emitting;
            if (table == null) {
                Iterator<Map.Entry<SliceKey, GroupTable>> iterator =
                        tables.entrySet().iterator();
                if (!iterator.hasNext()) {
                    return flushOut(output);
                }
                Map.Entry<SliceKey, GroupTable> first = iterator.next();
                if (upTo != Long.MAX_VALUE
                        && !input.time().hasFired(first.getKey().entry(), upTo)) {
                    return flushOut(output);
                }
                emittingKey = first.getKey();
                table = first.getValue();
                emitting = table;
                nextSlot = 0;
                iterator.remove();
            }
            fillOut(table);
        }
    }

    private boolean flushOut(Output output) {
        if (out != null && out.rowCount() > 0) {
            if (!output.offer(out)) {
                isOutPending = true;
                return false;
            }
            out.reset();
        }
        return true;
    }

    private void fillOut(GroupTable table) {
        int rowsMax = context.batchRowsMax();
        if (out == null) {
            out = transport.newPartialBatch(Math.min(rowsMax, 256));
        }
        int rows = out.rowCount();
        int count = Math.min(table.size() - nextSlot, rowsMax - rows);
        out.ensureCapacity(rows + count);
        Column[] columns = new Column[out.columnCount()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = out.column(i);
        }
        for (int i = 0; i < count; i++) {
            ((LongColumn) columns[WindowTransport.ENTRY]).set(rows, emittingKey.entry());
            ((LongColumn) columns[WindowTransport.SLICE_END]).set(rows, emittingKey.sliceEnd());
            table.writeKey(nextSlot, columns, WindowTransport.FIRST, rows);
            table.writePartial(nextSlot, columns, transport.firstPartial(), rows);
            nextSlot++;
            rows++;
        }
        out.setRowCount(rows);
        out.setWatermark(watermark);
        isOutPending = rows >= rowsMax;
        if (nextSlot == table.size()) {
            recycle(table);
            emitting = null;
        }
    }

    private void recycle(GroupTable table) {
        if (spare.size() < SPARE_TABLES_MAX) {
            table.clear();
            spare.push(table);
        }
    }

    /** Makes a batch of the rows that are not late, in their order, each with its slice. */
    private void takeRows(Batch batch) {
        int[] used = transport.aggregation().usedColumns();
        if (out == null) {
            Column[] columns = new Column[WindowTransport.FIRST + used.length];
            columns[WindowTransport.ENTRY] = new LongColumn(16);
            columns[WindowTransport.SLICE_END] = new LongColumn(16);
            for (int i = 0; i < used.length; i++) {
                columns[WindowTransport.FIRST + i] = batch.column(used[i]).newEmpty(16);
            }
            out = new Batch(columns);
        }
        int count = sortRows(batch.rowCount());
        out.gatherRows(batch, rowPositions, count);
        for (int i = 0; i < used.length; i++) {
            out.column(WindowTransport.FIRST + i).gather(batch.column(used[i]), rowPositions, count);
        }
        fillSlices(count);
    }

    /** Finds the bucket of each row, and the rows that have one; the result is their number. */
    private int sortRows(int rows) {
        if (rowBuckets.length < rows) {
            rowBuckets = new int[rows];
            rowPositions = new int[rows];
        }
        java.util.Arrays.fill(rowBuckets, 0, rows, NO_BUCKET);
        for (int bucket = 0; bucket < buckets.bucketCount(); bucket++) {
            int[] positions = buckets.positions(bucket);
            for (int i = 0; i < buckets.count(bucket); i++) {
                rowBuckets[positions[i]] = bucket;
            }
        }
        int count = 0;
        for (int row = 0; row < rows; row++) {
            if (rowBuckets[row] != NO_BUCKET) {
                rowPositions[count++] = row;
            }
        }
        return count;
    }

    private void fillSlices(int count) {
        LongColumn entries = (LongColumn) out.column(WindowTransport.ENTRY);
        LongColumn ends = (LongColumn) out.column(WindowTransport.SLICE_END);
        entries.ensureCapacity(count);
        ends.ensureCapacity(count);
        for (int i = 0; i < count; i++) {
            int bucket = rowBuckets[rowPositions[i]];
            entries.set(i, buckets.entry(bucket));
            ends.set(i, buckets.sliceEnd(bucket));
        }
    }

    /** Passes rows on. A numbered batch goes on also when it is empty, so that none is missing in the order. */
    private Progress passOn(Output output) {
        boolean isNothing = out.rowCount() == 0 && out.sequence() == Batch.NO_SEQUENCE;
        if (!isNothing && !output.offer(out)) {
            return Progress.BLOCKED;
        }
        // What was taken must not be given out again with the next watermark.
        out.resetRows();
        return Progress.DONE;
    }
}
