package io.weir.connector.datagen;

import io.weir.columnar.Column;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import io.weir.columnar.TimestampColumn;
import java.time.Instant;
import java.time.ZoneId;

/** Generators of dates and times: the present, or for timestamps the recent past. */
final class TimeGenerators {
    private static final long MILLIS_PER_DAY = 86_400_000;
    private static final int MILLIS_PER_SECOND = 1000;

    private TimeGenerators() {}

    /** A timestamp up to maxPastMillis before the present. */
    static FieldGenerator timestamps(long seed, long maxPastMillis) {
        return new FieldGenerator() {
            @Override
            void generate(Column column, int at, int count, long firstRow, RowTimes times) {
                for (int i = 0; i < count; i++) {
                    long row = firstRow + i;
                    long past = maxPastMillis == 0
                            ? 0
                            : RandomNumbers.bounded(RandomNumbers.at(seed, row), maxPastMillis + 1);
                    long millis = times.at(row) - past;
                    if (column instanceof LongColumn longs) {
                        longs.values()[at + i] = millis;
                    } else {
                        ((TimestampColumn) column).set(at + i, millis, 0);
                    }
                }
            }
        };
    }

    /** The present date in a time zone. */
    static FieldGenerator dates(ZoneId zone) {
        return new FieldGenerator() {
            @Override
            void generate(Column column, int at, int count, long firstRow, RowTimes times) {
                for (int i = 0; i < count; i++) {
                    long local = local(times.at(firstRow + i), zone);
                    ((IntColumn) column).values()[at + i] = (int) Math.floorDiv(local, MILLIS_PER_DAY);
                }
            }
        };
    }

    /** The present time of day in a time zone, in milliseconds. */
    static FieldGenerator times(ZoneId zone) {
        return new FieldGenerator() {
            @Override
            void generate(Column column, int at, int count, long firstRow, RowTimes times) {
                for (int i = 0; i < count; i++) {
                    long local = local(times.at(firstRow + i), zone);
                    ((IntColumn) column).values()[at + i] = (int) Math.floorMod(local, MILLIS_PER_DAY);
                }
            }
        };
    }

    private static long local(long millis, ZoneId zone) {
        int offset = zone.getRules().getOffset(Instant.ofEpochMilli(millis)).getTotalSeconds();
        return millis + (long) offset * MILLIS_PER_SECOND;
    }
}
