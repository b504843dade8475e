package io.weir.engine.changelog;

import io.weir.engine.operator.Operator;
import io.weir.engine.operator.OperatorTester;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Supplier;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.BooleanType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.TimestampKind;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;

/**
 * Random changes of few keys while the clock goes on: for the operator, and for an oracle that takes them one by one.
 */
final class ChangeScenario {
    static final int KEY = 0;
    static final int TIME = 1;
    static final int TEXT = 2;
    static final int NUMBER = 3;
    static final int FLAG = 4;

    static final RowType TYPE = RowType.of(
            new LogicalType[] {
                new BigIntType(),
                new TimestampType(true, TimestampKind.ROWTIME, 3),
                new VarCharType(VarCharType.MAX_LENGTH),
                new DoubleType(),
                new BooleanType()
            },
            new String[] {"id", "ts", "name", "score", "flag"});

    /** A change, with the clock and the watermark at which it comes. */
    record Change(RowKind kind, Object[] row, long clock, long watermark) {
        @Override
        public String toString() {
            return text(kind, row);
        }
    }

    private static final RowKind[] KINDS = RowKind.values();

    private final Random random;
    private final List<Change> changes = new ArrayList<>();

    ChangeScenario(long seed) {
        random = new Random(seed);
    }

    /** Adds changes. */
    ChangeScenario add(int count, int keyCount, boolean isInsertOnly) {
        long clock = 1000;
        long time = 5000;
        long watermark = Long.MIN_VALUE;
        for (int i = 0; i < count; i++) {
            clock += random.nextInt(10) == 0 ? random.nextInt(60) : 0;
            time += random.nextInt(8);
            if (random.nextInt(6) == 0) {
                watermark = Math.max(watermark, time - random.nextInt(30));
            }
            RowKind kind = isInsertOnly ? RowKind.INSERT : KINDS[random.nextInt(KINDS.length)];
            changes.add(new Change(kind, row(time - random.nextInt(40), keyCount), clock, watermark));
        }
        return this;
    }

    /** Adds changes of which most deletions take away a row that was added. */
    ChangeScenario addPaired(int count, int keyCount) {
        List<Object[]> added = new ArrayList<>();
        long clock = 1000;
        for (int i = 0; i < count; i++) {
            clock += random.nextInt(10) == 0 ? random.nextInt(60) : 0;
            boolean isAddition = added.isEmpty() || random.nextInt(5) < 3;
            if (isAddition) {
                Object[] row = row(random.nextInt(5), keyCount);
                added.add(row);
                changes.add(new Change(
                        random.nextBoolean() ? RowKind.INSERT : RowKind.UPDATE_AFTER, row, clock, Long.MIN_VALUE));
            } else {
                Object[] row = random.nextInt(6) == 0
                        ? row(random.nextInt(5), keyCount)
                        : added.remove(random.nextInt(added.size()));
                changes.add(new Change(
                        random.nextBoolean() ? RowKind.DELETE : RowKind.UPDATE_BEFORE, row, clock, Long.MIN_VALUE));
            }
        }
        return this;
    }

    private Object[] row(long time, int keyCount) {
        int key = random.nextInt(keyCount + 1) - 1;
        return new Object[] {
            key < 0 ? null : (long) key,
            time,
            random.nextInt(5) == 0 ? null : "text " + "x".repeat(random.nextInt(3)),
            random.nextInt(5) == 0 ? null : random.nextInt(2) - 0.5,
            random.nextInt(5) == 0 ? null : random.nextInt(3) > 0
        };
    }

    List<Change> changes() {
        return changes;
    }

    OperatorTester tester(Supplier<Operator> operators) {
        OperatorTester tester = new OperatorTester(TYPE, TYPE, operators).restorable(new int[] {KEY});
        long clock = 0;
        long watermark = Long.MIN_VALUE;
        for (Change change : changes) {
            if (change.clock > clock) {
                clock = change.clock;
                tester.time(clock);
            }
            if (change.watermark > watermark) {
                watermark = change.watermark;
                tester.watermark(watermark);
            }
            Object[] row = change.row.clone();
            row[TIME] = TimestampData.fromEpochMillis((Long) row[TIME]);
            row[TEXT] = row[TEXT] == null ? null : StringData.fromString((String) row[TEXT]);
            tester.change(change.kind, row);
        }
        return tester;
    }

    static boolean isSame(Object[] a, Object[] b) {
        return Arrays.equals(a, b);
    }

    static boolean isSameKey(Object[] a, Object[] b) {
        return Objects.equals(a[KEY], b[KEY]);
    }

    /** As the tester writes it. */
    static String text(RowKind kind, Object[] values) {
        Row row = new Row(kind, values.length);
        for (int i = 0; i < values.length; i++) {
            row.setField(i, values[i]);
        }
        row.setField(TIME, LocalDateTime.ofInstant(Instant.ofEpochMilli((Long) values[TIME]), ZoneOffset.UTC));
        return row.toString();
    }
}
