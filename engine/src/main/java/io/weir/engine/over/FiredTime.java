package io.weir.engine.over;

import io.weir.columnar.Batch;
import io.weir.engine.state.StateInput;
import io.weir.engine.state.StateTable;
import io.weir.engine.state.StateWriter;

/**
 * The time up to which an instance has given out its rows, as a table of snapshots. An instance that takes over from
 * several has the least time of theirs, so that no row is left waiting below it; keys that were ahead have no row there
 * to be given out again.
 */
final class FiredTime implements StateTable {
    private long millis = Batch.NO_WATERMARK;
    private long writtenMillis = Batch.NO_WATERMARK;
    private boolean isWritten;
    private boolean isRead;

    long millis() {
        return millis;
    }

    void set(long time) {
        millis = time;
    }

    @Override
    public String name() {
        return "fired";
    }

    @Override
    public String schema() {
        return "time";
    }

    @Override
    public void startTracking() {
        // What was written last is always known; what was read is written anew.
    }

    @Override
    public void writeChanges(StateWriter out) {
        if (!isWritten || millis != writtenMillis) {
            isWritten = true;
            writtenMillis = millis;
            out.beginForAll();
            out.value().putLong(millis);
            out.end();
        }
    }

    @Override
    public void read(StateInput key, StateInput value) {
        long time = value.getLong();
        millis = isRead ? Math.min(millis, time) : time;
        isRead = true;
    }

    @Override
    public long size() {
        return 1;
    }
}
