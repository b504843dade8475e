package io.weir.connector.view;

import io.weir.columnar.Batch;
import io.weir.engine.state.StateTable;
import io.weir.engine.state.StatefulSinkWriter;
import java.util.List;
import java.util.Optional;

/**
 * Takes rows, and gives them to the view: an epoch's when it is prepared, to be shown when it is committed, or, without
 * epochs, whenever it is flushed.
 */
final class ViewSinkWriter implements StatefulSinkWriter {
    /** How long rows wait at most when they are not to wait for an epoch. */
    private static final long DELAY_MILLIS = 100;

    private static final byte[] NOTHING = new byte[0];

    private final ViewSink sink;
    private final int instance;
    private final PendingRows pending;
    private final ViewTable table;
    private final boolean isByEpoch;
    private long flushMillis = NEVER;

    /** @param isByEpoch whether rows wait for the commit of their epoch */
    ViewSinkWriter(ViewSink sink, int instance, PendingRows pending, ViewTable table, boolean isByEpoch) {
        this.sink = sink;
        this.instance = instance;
        this.pending = pending;
        this.table = table;
        this.isByEpoch = isByEpoch;
    }

    @Override
    public boolean write(Batch batch) {
        if (batch.rowCount() > 0) {
            if (!isByEpoch && pending.isEmpty()) {
                flushMillis = sink.clock().currentTimeMillis() + DELAY_MILLIS;
            }
            pending.add(batch);
        }
        return true;
    }

    @Override
    public void flush() {
        if (!isByEpoch) {
            publish();
        }
    }

    private void publish() {
        flushMillis = NEVER;
        if (!pending.isEmpty()) {
            sink.publish(drain());
        }
    }

    private ViewDelta drain() {
        ViewDelta delta = pending.drain(sink.clock().currentTimeMillis());
        table.changed(delta);
        return delta;
    }

    @Override
    public long flushTimeMillis() {
        return flushMillis;
    }

    @Override
    public Optional<byte[]> prepare(long epoch) {
        if (isByEpoch) {
            sink.prepared(epoch, instance, drain());
        } else {
            publish();
        }
        return Optional.of(NOTHING);
    }

    @Override
    public void onWatermark(long watermark) {
        sink.setWatermark(instance, watermark);
    }

    @Override
    public void finish() {
        flush();
    }

    @Override
    public List<StateTable> stateTables() {
        return List.of(table);
    }

    @Override
    public void onRestored() {
        sink.restored(table.restored());
    }

    @Override
    public void close() {
        // Rows that were not committed are not shown.
    }
}
