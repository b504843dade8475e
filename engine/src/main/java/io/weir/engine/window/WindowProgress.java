package io.weir.engine.window;

import io.weir.columnar.Batch;
import io.weir.engine.operator.OperatorContext;
import io.weir.engine.state.KeyGroups;
import io.weir.engine.state.StateInput;
import io.weir.engine.state.StateTable;
import io.weir.engine.state.StateWriter;

/**
 * How far an instance of a window operator has come in event time: a state table of one entry, which is of no key.
 *
 * <p>When a restore puts several instances together, each watermark becomes the least of theirs: what one of them has
 * fired it holds no more, so firing it again does nothing, while what another has not fired is not passed over. By the
 * same watermark, instances have fired the same windows, so {@link #lastFired} is that of the instances that had rows:
 * the greatest. By the clock, one may have fired a window a moment before the barrier and another not: then windows are
 * fired again from the earliest on, and each key group knows {@link #hasFired which it has given out}.
 */
final class WindowProgress implements StateTable {
    private static final String NAME = "progress";

    private long watermark = Batch.NO_WATERMARK;
    private long firedUpTo = Batch.NO_WATERMARK;
    private long lastFired = Long.MIN_VALUE;
    private boolean isOpen;

    private int instance;
    private int parallelism = 1;
    /** The number of entries that were read. */
    private int restoredEntries;
    /** The least window that was fired last by an instance of the snapshot for which the next one had rows. */
    private long leastOpenFired = Long.MAX_VALUE;
    /** By key group, the window that was fired last before the snapshot. */
    private final long[] firedByGroup = new long[KeyGroups.COUNT];

    /** The last window that some key group had given out before the snapshot, while it is fired again. */
    private long repeatedUpTo = Long.MIN_VALUE;

    private boolean isTracking;
    private boolean hasChanged = true;

    void open(OperatorContext context) {
        instance = context.instance();
        parallelism = context.parallelism();
    }

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
        return "WATERMARK FIRED_UP_TO LAST_FIRED IS_OPEN INSTANCE PARALLELISM";
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
            out.value().putCount(instance);
            out.value().putCount(parallelism);
            out.end();
        }
    }

    @Override
    public void read(StateInput key, StateInput value) {
        long readWatermark = value.getLong();
        long readFiredUpTo = value.getLong();
        long readLastFired = value.getLong();
        boolean wasOpen = value.getBoolean();
        int readInstance = value.getCount();
        int readParallelism = value.getCount();
        boolean isFirst = restoredEntries++ == 0;
        watermark = isFirst ? readWatermark : Math.min(watermark, readWatermark);
        firedUpTo = isFirst ? readFiredUpTo : Math.min(firedUpTo, readFiredUpTo);
        lastFired = Math.max(lastFired, readLastFired);
        isOpen |= wasOpen;
        leastOpenFired = wasOpen ? Math.min(leastOpenFired, readLastFired) : leastOpenFired;
        for (int group = 0; group < firedByGroup.length; group++) {
            if (KeyGroups.owner(group, readParallelism) == readInstance) {
                firedByGroup[group] = readLastFired;
            }
        }
        // Several entries are one from now on, and that is written.
        hasChanged = !isFirst || !isTracking;
    }

    // ---- windows that are fired again -------------------------------------------------------------------------------

    /** True if several instances were put together. */
    boolean isMerged() {
        return restoredEntries > 1;
    }

    /** The least window that was fired last by an instance of the snapshot for which the next one had rows. */
    long leastOpenFired() {
        return leastOpenFired;
    }

    /** Windows are fired again from the one after the given one on, up to the last that some instance had fired. */
    void repeatFrom(long windowEnd, boolean isStillOpen) {
        repeatedUpTo = lastFired;
        setFired(windowEnd, isStillOpen);
    }

    boolean isRepeating() {
        return repeatedUpTo != Long.MIN_VALUE;
    }

    void endRepeating() {
        repeatedUpTo = Long.MIN_VALUE;
    }

    /** The last window that is fired again. */
    long repeatedUpTo() {
        return repeatedUpTo;
    }

    /** True if the key group has given out this window before the snapshot. */
    boolean hasFired(long windowEnd, int keyGroup) {
        return windowEnd <= repeatedUpTo && windowEnd <= firedByGroup[keyGroup];
    }

    @Override
    public long size() {
        return 1;
    }
}
