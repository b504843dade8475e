package io.weir.connector.datagen;

/**
 * What a generated row takes for the present. With a seed it follows from the row's number and the rate, beginning at a
 * fixed time, so that the rows can be repeated; without one it is the clock's time.
 */
final class RowTimes {
    private static final double MILLIS_PER_SECOND = 1000;

    private final boolean isFixed;
    private final long startMillis;
    private final double millisPerRow;
    private long nowMillis;

    private RowTimes(boolean isFixed, long startMillis, double millisPerRow) {
        this.isFixed = isFixed;
        this.startMillis = startMillis;
        this.millisPerRow = millisPerRow;
    }

    static RowTimes ofClock() {
        return new RowTimes(false, 0, 0);
    }

    static RowTimes fixed(long startMillis, long rowsPerSecond) {
        return new RowTimes(true, startMillis, MILLIS_PER_SECOND / rowsPerSecond);
    }

    /** Says what time it is for the rows of the next batch. */
    void setNow(long millis) {
        nowMillis = millis;
    }

    /** The present of one row, for the parts of which it is made. */
    RowTimes fixedAt(long row) {
        RowTimes present = ofClock();
        present.setNow(at(row));
        return present;
    }

    long at(long row) {
        return isFixed ? startMillis + (long) (row * millisPerRow) : nowMillis;
    }
}
