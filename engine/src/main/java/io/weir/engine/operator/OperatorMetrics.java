package io.weir.engine.operator;

/**
 * The counters of one operator instance: written by the instance's thread only, read by any thread, which may see
 * slightly old values.
 */
public final class OperatorMetrics {
    private volatile long rowsIn;
    private volatile long rowsOut;
    private volatile long lateRows;
    private volatile long watermark = Long.MIN_VALUE;
    private volatile long stateBytes;
    private volatile long droppedRows;
    private volatile long duplicateRows;

    // Only one thread writes, so plain increments of volatile fields lose nothing.
    @SuppressWarnings("NonAtomicVolatileUpdate")
    public void addRowsIn(long rows) {
        rowsIn += rows;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate")
    public void addRowsOut(long rows) {
        rowsOut += rows;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate")
    public void addLateRows(long rows) {
        lateRows += rows;
    }

    /**
     * Rows that were dropped for another reason than lateness: a NULL in a NOT NULL column of a sink that drops them.
     */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    public void addDroppedRows(long rows) {
        droppedRows += rows;
    }

    /** Rows whose key had been seen before, where a query asks for one row of each key. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    public void addDuplicateRows(long rows) {
        duplicateRows += rows;
    }

    public void setWatermark(long millis) {
        watermark = millis;
    }

    public void setStateBytes(long bytes) {
        stateBytes = bytes;
    }

    public long rowsIn() {
        return rowsIn;
    }

    public long rowsOut() {
        return rowsOut;
    }

    public long lateRows() {
        return lateRows;
    }

    public long droppedRows() {
        return droppedRows;
    }

    public long duplicateRows() {
        return duplicateRows;
    }

    public long watermark() {
        return watermark;
    }

    public long stateBytes() {
        return stateBytes;
    }
}
