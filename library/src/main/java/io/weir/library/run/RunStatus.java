package io.weir.library.run;

import java.util.OptionalLong;

/**
 * What a job has done so far.
 *
 * @param elapsedNanos since its start
 * @param rowsIn rows that its sources gave
 * @param rowsOut rows that its sinks took
 * @param bytesIn bytes read; 0 if unknown
 * @param lateRows rows dropped because they were late
 * @param droppedRows rows dropped for another reason
 * @param duplicateRows rows of a key that had come before, where the query asks for one row of each
 * @param skippedRecords records that could not be decoded and were skipped, as the table's options ask
 * @param stateBytes the memory of what operators keep of their rows
 * @param watermarkMillis the least watermark, if there is one
 * @param lagRecords the records known to wait at the sources, if that is known
 * @param epochs the number of epochs committed
 * @param restoredEpoch the epoch from which the job went on, 0 if it began anew
 */
public record RunStatus(
        long elapsedNanos,
        long rowsIn,
        long rowsOut,
        long bytesIn,
        long lateRows,
        long droppedRows,
        long duplicateRows,
        long skippedRecords,
        long stateBytes,
        OptionalLong watermarkMillis,
        OptionalLong lagRecords,
        long epochs,
        long restoredEpoch) {

    /** A status of which only the time is known. */
    static RunStatus ofTime(long elapsedNanos, long rowsOut) {
        return new RunStatus(
                elapsedNanos, -1, rowsOut, 0, 0, 0, 0, 0, 0, OptionalLong.empty(), OptionalLong.empty(), 0, 0);
    }

    public double seconds() {
        return elapsedNanos / 1e9;
    }
}
