package io.weir.engine.window;

import io.weir.columnar.Batch;
import io.weir.engine.state.StateInput;
import io.weir.engine.state.StateTable;
import io.weir.engine.state.StateWriter;

/**
 * How far an instance of a window operator has come in event time: a state table of one entry, which is of no key.
 *
 * <p>When a restore puts several instances together, each time becomes the least of theirs: what one of them has fired
 * it holds no more, so firing it again does nothing, while what another has not fired is not passed over. All instances
 * have fired the same windows at a barrier, so {@link #lastFired} is that of the instances that had rows for them: the
 * greatest.
 */
final class WindowProgress implements StateTable {
    private static final String NAME = "progress";

    private long watermark = Batch.NO_WATERMARK;
    private long firedUpTo = Batch.NO_WATERMARK;
    private long lastFired = Long.MIN_VALUE;
    private boolean isOpen;

    private boolean isTracking;
    private boolean hasChanged = true;
    private boolean isRestored;

    /** The last watermark that was passed on. */
    long watermark() {
        return watermark;
    }

    void setWatermark(long millis) {
        hasChanged |= watermark != millis;
        watermark = millis;
    }

    /** The greatest watermark by which something was fired: that of rows may be ahead of the operator's. */
    long firedUpTo() {
        return firedUpTo;
    }

    /** All that this watermark fires has been fired. */
    void setFiredUpTo(long millis) {
        if (millis > firedUpTo) {
            firedUpTo = millis;
            hasChanged = true;
        }
    }

    /** The end of the window that was fired last, in wall time. */
    long lastFired() {
        return lastFired;
    }

    /** True if the window after the one fired last has rows in common with it. */
    boolean isOpen() {
        return isOpen;
    }

    void setFired(long windowEnd, boolean isStillOpen) {
        hasChanged |= lastFired != windowEnd || isOpen != isStillOpen;
        lastFired = windowEnd;
        isOpen = isStillOpen;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String schema() {
        return "WATERMARK FIRED_UP_TO LAST_FIRED IS_OPEN";
    }

    boolean isTracking() {
        return isTracking;
    }

    @Override
    public void startTracking() {
        isTracking = true;
    }

    @Override
    public void writeChanges(StateWriter out) {
        if (hasChanged) {
            hasChanged = false;
            out.beginForAll();
            out.value().putLong(watermark);
            out.value().putLong(firedUpTo);
            out.value().putLong(lastFired);
            out.value().putBoolean(isOpen);
            out.end();
        }
    }

    @Override
    public void read(StateInput key, StateInput value) {
        long readWatermark = value.getLong();
        long readFiredUpTo = value.getLong();
        watermark = isRestored ? Math.min(watermark, readWatermark) : readWatermark;
        firedUpTo = isRestored ? Math.min(firedUpTo, readFiredUpTo) : readFiredUpTo;
        lastFired = Math.max(lastFired, value.getLong());
        isOpen |= value.getBoolean();
        // Several entries are one from now on, and that is written.
        hasChanged = isRestored || !isTracking;
        isRestored = true;
    }

    @Override
    public long size() {
        return 1;
    }
}
