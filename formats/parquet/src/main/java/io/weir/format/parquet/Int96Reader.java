package io.weir.format.parquet;

import io.weir.columnar.Column;
import io.weir.columnar.LongColumn;
import io.weir.columnar.TimestampColumn;
import io.weir.engine.text.Words;
import java.time.ZoneId;

/** INT96 timestamps: nanoseconds of a day, and a Julian day. As in Flink, they are shown on the clock of the zone. */
final class Int96Reader implements ValueReader {
    static final int JULIAN_DAY_OF_1970 = 2_440_588;
    static final long MILLIS_PER_DAY = 86_400_000;
    static final long NANOS_PER_MILLI = 1_000_000;

    private final LocalShift shift;
    private int[] starts = new int[0];
    private int[] lengths = new int[0];

    Int96Reader(ZoneId zone) {
        shift = new LocalShift(zone);
    }

    @Override
    public void read(ValuesDecoder from, Column to, int at, int count) {
        if (starts.length < count) {
            starts = new int[count];
            lengths = new int[count];
        }
        from.readTexts(starts, lengths, 0, count);
        byte[] texts = from.texts();
        for (int i = 0; i < count; i++) {
            long nanosOfDay = Words.get(texts, starts[i]);
            int day = (int) Words.get(texts, starts[i] + Long.BYTES);
            long millisOfDay = Math.floorDiv(nanosOfDay, NANOS_PER_MILLI);
            long millis = shift.toLocal((day - (long) JULIAN_DAY_OF_1970) * MILLIS_PER_DAY + millisOfDay);
            if (to instanceof LongColumn column) {
                column.set(at + i, millis);
            } else {
                ((TimestampColumn) to).set(at + i, millis, (int) (nanosOfDay - millisOfDay * NANOS_PER_MILLI));
            }
        }
    }
}
