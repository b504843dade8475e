package io.weir.server.report;

/**
 * The counters of a pipeline at one moment; they begin anew whenever it does.
 *
 * @param isRunning whether it does what it is there for
 * @param lagMillis how long the next record has waited, NaN if nobody knows
 * @param latencyMillis the mean of the rows since the look before, NaN without any
 * @param epochMillis what the last epoch took, NaN without one
 */
public record PipelineLook(
        String pipeline,
        boolean isRunning,
        long rowsIn,
        long rowsOut,
        long failedRecords,
        long lateRows,
        long restarts,
        double lagMillis,
        double latencyMillis,
        double epochMillis) {}
