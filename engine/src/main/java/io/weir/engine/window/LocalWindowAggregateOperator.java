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
 * <p><b>State.</b> At most {@value #GROUPS_MAX} groups, then all are given out.
 */
public final class LocalWindowAggregateOperator implements Operator {
    private static final int GROUPS_MAX = 65_536;
    private static final int SPARE_TABLES_MAX = 4;

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
    private int nextBucket;
    private SliceBuckets buckets;

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
            buckets = slicer.slice(batch);
            nextBucket = 0;
            if (transport.isPartial()) {
                gather(batch);
            }
            isTaken = true;
        }
        Progress progress = transport.isPartial() ? giveOutIfTooMany(output) : passOn(batch, output);
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

    /** Passes rows on, slice by slice, as views of the input. */
    private Progress passOn(Batch batch, Output output) {
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
        while (nextBucket < buckets.bucketCount()) {
            int count = buckets.count(nextBucket);
            int[] positions = buckets.positions(nextBucket);
            out.resetRows();
            for (int i = 0; i < used.length; i++) {
                out.column(WindowTransport.FIRST + i).gather(batch.column(used[i]), positions, count);
            }
            fill((LongColumn) out.column(WindowTransport.ENTRY), buckets.entry(nextBucket), count);
            fill((LongColumn) out.column(WindowTransport.SLICE_END), buckets.sliceEnd(nextBucket), count);
            out.setRowCount(count);
            out.setWatermark(watermark);
            for (int i = 0; !batch.isInsertOnly() && i < count; i++) {
                out.setRowKind(i, batch.rowKind(positions[i]));
            }
            if (!output.offer(out)) {
                return Progress.BLOCKED;
            }
            // What was taken must not be given out again with the next watermark.
            out.resetRows();
            nextBucket++;
        }
        return Progress.DONE;
    }

    private static void fill(LongColumn column, long value, int count) {
        column.ensureCapacity(count);
        java.util.Arrays.fill(column.values(), 0, count, value);
    }
}
