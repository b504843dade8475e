package io.weir.server.report;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a pipeline did within some time; what nobody knows is null.
 *
 * @param since when the first stretch of it began
 * @param runningSeconds for how long it ran
 * @param failedRecords records that could not be used, rows that a sink refused
 * @param lagMillisMax the worst lag
 * @param latencyMillisMean from where rows are made to where they are seen
 * @param latencyMillisMax the worst mean of a few seconds
 * @param epochMillisMax the longest epoch
 */
public record DaySum(
        Instant since,
        long runningSeconds,
        long rowsIn,
        long rowsOut,
        long failedRecords,
        long lateRows,
        long restarts,
        @Nullable Long lagMillisMax,
        @Nullable Double latencyMillisMean,
        @Nullable Long latencyMillisMax,
        @Nullable Long epochMillisMax) {
    static DaySum of(DaySlot sum) {
        return new DaySum(
                Instant.ofEpochMilli(sum.startMillis()),
                sum.runningMillis() / 1000,
                sum.rowsIn(),
                sum.rowsOut(),
                sum.failedRecords(),
                sum.lateRows(),
                sum.restarts(),
                known(sum.lagMillisMax()),
                sum.latencyCount() == 0 ? null : sum.latencyMillisSum() / sum.latencyCount(),
                known(sum.latencyMillisMax()),
                known(sum.epochMillisMax()));
    }

    private static @Nullable Long known(long millis) {
        return millis < 0 ? null : millis;
    }
}
