package io.weir.engine.operator;

import io.weir.engine.time.DurationHistogram;
import io.weir.engine.time.WindowWaits;

/**
 * The counters of one operator instance: written by the instance's thread only, read by any thread, which may see
 * slightly old values.
 */
@SuppressWarnings("NonAtomicVolatileUpdate") // only one thread writes, so plain increments lose nothing
public final class OperatorMetrics {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final DurationHistogram lateness = new DurationHistogram();
    private final WindowWaits windowWaits = new WindowWaits();
    private volatile long rowsIn;
    private volatile long rowsOut;
    private volatile long bytesIn;
    private volatile long bytesOut;
    private volatile long lateRows;
    private volatile long watermark = Long.MIN_VALUE;
    private volatile long stateBytes;
    private volatile long stateEntries;
    private volatile long droppedRows;
    private volatile long duplicateRows;
    private volatile long busyNanos;
    private volatile long backpressuredNanos;
    private volatile long idleNanos;

    public void addRowsIn(long rows) {
        rowsIn += rows;
    }

    public void addRowsOut(long rows) {
        rowsOut += rows;
    }

    public void addBytesIn(long bytes) {
        bytesIn += bytes;
    }

    public void addBytesOut(long bytes) {
        bytesOut += bytes;
    }

    /** For what counts its own bytes: a source what it has read, a sink what it has written. */
    public void setBytesIn(long bytes) {
        bytesIn = bytes;
    }

    public void setBytesOut(long bytes) {
        bytesOut = bytes;
    }

    /**
     * A row that was late.
     *
     * @param watermark the watermark that it met
     * @param timeMillis its event time
     */
    public void addLateRow(long watermark, long timeMillis) {
        lateRows++;
        // Far below the range of a long in nanoseconds, where a row says that it is from the year 1.
        lateness.add(Math.min(watermark - timeMillis, Long.MAX_VALUE / NANOS_PER_MILLI / 4) * NANOS_PER_MILLI);
    }

    /**
     * Rows that were dropped for another reason than lateness: a NULL in a NOT NULL column of a sink that drops them.
     */
    public void addDroppedRows(long rows) {
        droppedRows += rows;
    }

    /** Rows whose key had been seen before, where a query asks for one row of each key. */
    public void addDuplicateRows(long rows) {
        duplicateRows += rows;
    }

    /** Time that went into the operator itself. */
    public void addBusyNanos(long nanos) {
        busyNanos += nanos;
    }

    /** Time in which it could not go on because what comes behind it took nothing. */
    public void addBackpressuredNanos(long nanos) {
        backpressuredNanos += nanos;
    }

    /** Time in which there was nothing to do. */
    public void addIdleNanos(long nanos) {
        idleNanos += nanos;
    }

    public void setWatermark(long millis) {
        watermark = millis;
    }

    public void setStateBytes(long bytes) {
        stateBytes = bytes;
    }

    public void setStateEntries(long entries) {
        stateEntries = entries;
    }

    public long rowsIn() {
        return rowsIn;
    }

    public long rowsOut() {
        return rowsOut;
    }

    public long bytesIn() {
        return bytesIn;
    }

    public long bytesOut() {
        return bytesOut;
    }

    public long lateRows() {
        return lateRows;
    }

    /** By how much the watermark had passed the event times of late rows. */
    public DurationHistogram.Reading lateness() {
        return lateness.read();
    }

    /** For the instance's thread: what the rows wait for that are in windows. */
    public WindowWaits windowWaits() {
        return windowWaits;
    }

    public long droppedRows() {
        return droppedRows;
    }

    public long duplicateRows() {
        return duplicateRows;
    }

    public long busyNanos() {
        return busyNanos;
    }

    public long backpressuredNanos() {
        return backpressuredNanos;
    }

    public long idleNanos() {
        return idleNanos;
    }

    public long watermark() {
        return watermark;
    }

    public long stateBytes() {
        return stateBytes;
    }

    public long stateEntries() {
        return stateEntries;
    }
}
