package io.weir.engine.time;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.columnar.LongColumn;
import io.weir.columnar.TimestampColumn;

/** Reading event times and comparing watermarks. */
public final class EventTimes {
    private EventTimes() {}

    /** Epoch milliseconds of a TIMESTAMP or TIMESTAMP_LTZ of any precision. */
    public static long millis(Column column, int position) {
        return column instanceof TimestampColumn timestamps
                ? timestamps.millis()[position]
                : ((LongColumn) column).values()[position];
    }

    /** True if a watermark has advanced by more than the interval; the first one always has. */
    public static boolean hasAdvanced(long from, long to, long intervalMillis) {
        return from == Batch.NO_WATERMARK || to - from > intervalMillis;
    }
}
