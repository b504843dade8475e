package io.weir.format.parquet;

import io.weir.columnar.Column;
import io.weir.columnar.LongColumn;
import io.weir.columnar.TimestampColumn;
import java.time.ZoneId;

/** INT64 timestamps. As in Flink, they are instants, which are shown on the clock of the zone. */
final class TimestampReader implements ValueReader {
    private static final long MILLIS_PER_SECOND = 1000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final long unitsPerMilli;
    private final LocalShift shift;
    private long[] scratch = new long[0];

    TimestampReader(long unitsPerSecond, ZoneId zone) {
        this.unitsPerMilli = unitsPerSecond / MILLIS_PER_SECOND;
        shift = new LocalShift(zone);
    }

    @Override
    public void read(ValuesDecoder from, Column to, int at, int count) {
        if (to instanceof LongColumn column) {
            from.readLongs(column.values(), at, count);
            toMillis(column.values(), at, count);
            return;
        }
        if (scratch.length < count) {
            scratch = new long[count];
        }
        from.readLongs(scratch, 0, count);
        TimestampColumn column = (TimestampColumn) to;
        for (int i = 0; i < count; i++) {
            long millis = Math.floorDiv(scratch[i], unitsPerMilli);
            long rest = scratch[i] - millis * unitsPerMilli;
            column.set(at + i, shift.toLocal(millis), (int) (rest * (NANOS_PER_MILLI / unitsPerMilli)));
        }
    }

    private void toMillis(long[] values, int at, int count) {
        if (unitsPerMilli == 1) {
            for (int i = at; i < at + count; i++) {
                values[i] = shift.toLocal(values[i]);
            }
        } else if (unitsPerMilli == 1_000) {
            // A division by a constant is a multiplication.
            for (int i = at; i < at + count; i++) {
                values[i] = shift.toLocal(Math.floorDiv(values[i], 1_000L));
            }
        } else {
            for (int i = at; i < at + count; i++) {
                values[i] = shift.toLocal(Math.floorDiv(values[i], 1_000_000L));
            }
        }
    }
}
