package io.weir.server.report;

/**
 * What a pipeline did within some minutes.
 *
 * @param startMillis when they began
 * @param runningMillis for how much of that it ran
 * @param lagMillisMax the worst, -1 if nobody knows
 * @param latencyMillisMax the worst mean of a few seconds, -1 if nobody knows
 * @param latencyMillisSum the sum of all such means
 * @param latencyCount how many they are
 * @param epochMillisMax the longest epoch, -1 without one
 */
record DaySlot(
        long startMillis,
        long runningMillis,
        long rowsIn,
        long rowsOut,
        long failedRecords,
        long lateRows,
        long restarts,
        long lagMillisMax,
        long latencyMillisMax,
        double latencyMillisSum,
        long latencyCount,
        long epochMillisMax) {
    static DaySlot at(long startMillis) {
        return new DaySlot(startMillis, 0, 0, 0, 0, 0, 0, -1, -1, 0, 0, -1);
    }

    /** Both together; the earlier begin. */
    DaySlot plus(DaySlot other) {
        return new DaySlot(
                Math.min(startMillis, other.startMillis),
                runningMillis + other.runningMillis,
                rowsIn + other.rowsIn,
                rowsOut + other.rowsOut,
                failedRecords + other.failedRecords,
                lateRows + other.lateRows,
                restarts + other.restarts,
                Math.max(lagMillisMax, other.lagMillisMax),
                Math.max(latencyMillisMax, other.latencyMillisMax),
                latencyMillisSum + other.latencyMillisSum,
                latencyCount + other.latencyCount,
                Math.max(epochMillisMax, other.epochMillisMax));
    }
}
