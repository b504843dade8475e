package io.weir.engine.over;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.engine.aggregate.Aggregation;
import io.weir.engine.expression.Expression;
import io.weir.engine.operator.OperatorTester;
import io.weir.engine.operator.OperatorTester.Answer;
import io.weir.plan.expression.AggregateCall;
import io.weir.plan.expression.FunctionReference;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.TimestampKind;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against frames that are put together row by row. */
class OverAggregateOperatorTest {
    private static final int TIME = 1;
    private static final int VALUE = 3;
    private static final LogicalType BIGINT = new BigIntType();
    private static final RowType INPUT = RowType.of(
            new LogicalType[] {BIGINT, new TimestampType(true, TimestampKind.ROWTIME, 3), BIGINT, BIGINT},
            new String[] {"key", "ts", "id", "value"});
    private static final RowType OUTPUT = RowType.of(
            BIGINT, new TimestampType(true, TimestampKind.ROWTIME, 3), BIGINT, BIGINT, BIGINT, BIGINT, BIGINT);

    private static AggregateCall call(String function) {
        return new AggregateCall(
                "EXPR",
                new FunctionReference(FunctionReference.Kind.BUILT_IN, function, 1, Optional.empty(), "FUNCTION"),
                List.of(VALUE),
                OptionalInt.empty(),
                false,
                false,
                false,
                BIGINT);
    }

    private static OperatorTester tester(OverFrame frame, long ttl, boolean isOrdered) {
        List<AggregateCall> calls = List.of(call("SUM"), call("COUNT"), call("MAX"));
        boolean[] needRetraction = new boolean[calls.size()];
        Arrays.fill(needRetraction, frame.isBounded());
        Aggregation aggregation = new Aggregation(new int[] {0}, calls, INPUT, needRetraction);
        OperatorTester tester = new OperatorTester(
                INPUT,
                OUTPUT,
                () -> new OverAggregateOperator(INPUT, frame, aggregation, () -> new Expression[0], ttl, isOrdered));
        // Instances that follow what rows carry have not fired up to the same time; a row below it, which a bounded
        // frame takes, would be given out at another time by an instance that takes over from several.
        return isOrdered && frame.isBounded() ? tester.restorable() : tester.restorable(new int[] {0});
    }

    private static String text(OverOracle.Framed framed, Long value) {
        List<Long> values = framed.values().stream().filter(Objects::nonNull).toList();
        boolean isEmpty = values.isEmpty();
        Row row = Row.of(
                framed.key(),
                LocalDateTime.ofInstant(Instant.ofEpochMilli(framed.time()), ZoneOffset.UTC),
                framed.id(),
                value,
                isEmpty ? null : values.stream().mapToLong(Long::longValue).sum(),
                (long) values.size(),
                isEmpty
                        ? null
                        : values.stream().mapToLong(Long::longValue).max().getAsLong());
        return row.toString();
    }

    private void check(OverFrame frame, long seed, boolean isOrdered) {
        Random random = new Random(seed);
        OperatorTester tester = tester(frame, 0, isOrdered);
        if (!isOrdered) {
            tester.cutsAtWatermarks();
        }
        OverOracle oracle = new OverOracle(frame);
        List<Long> values = new ArrayList<>();
        long now = random.nextInt(20);
        long watermark = Long.MIN_VALUE;
        for (long id = 0; id < 80; id++) {
            now += random.nextInt(4) * random.nextInt(4);
            if (random.nextInt(4) == 0) {
                watermark = Math.max(watermark, now - random.nextInt(15));
                tester.watermark(watermark);
                oracle.advance(watermark);
            }
            Long key = random.nextInt(5) == 0 ? null : (long) random.nextInt(3);
            long time = now - random.nextInt(30);
            Long value = random.nextInt(6) == 0 ? null : (long) random.nextInt(100) - 50;
            values.add(value);
            tester.row(key, TimestampData.fromEpochMillis(time), id, value);
            oracle.take(key, time, id, value);
        }
        oracle.advance(Long.MAX_VALUE);
        List<String> expected = oracle.result().stream()
                .map(framed -> text(framed, values.get((int) framed.id())))
                .sorted()
                .toList();

        Answer answer = tester.runInSomeModes(seed, 8);

        String as = frame + ", seed " + seed;
        assertThat(answer.rows()).as(as).isEqualTo(expected);
        assertThat(answer.lateRows()).as("late rows, " + as).isEqualTo(oracle.lateRows());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void framesAndLateRowsAreThoseOfFlink(boolean isOrdered) {
        for (long seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            check(new OverFrame(true, TIME, true, OverFrame.UNBOUNDED), seed, isOrdered);
            check(new OverFrame(true, TIME, false, OverFrame.UNBOUNDED), seed, isOrdered);
            check(new OverFrame(true, TIME, true, 1 + random.nextInt(5)), seed, isOrdered);
            check(new OverFrame(true, TIME, false, random.nextInt(20)), seed, isOrdered);
        }
    }

    @Test
    void byProcessingTimeARestoredInstanceGoesOnWhereTheOtherWas() {
        for (long seed = 0; seed < 30; seed++) {
            Random random = new Random(seed);
            List<OverFrame> frames = List.of(
                    new OverFrame(false, TIME, true, 1 + random.nextInt(4)),
                    new OverFrame(false, TIME, false, random.nextInt(20)),
                    new OverFrame(false, TIME, true, OverFrame.UNBOUNDED));
            for (OverFrame frame : frames) {
                OperatorTester tester =
                        tester(frame, seed % 2 == 0 ? 25 : 0, false).withoutEventTime();
                long now = 0;
                for (long id = 0; id < 60; id++) {
                    now += random.nextInt(3) == 0 ? random.nextInt(12) : 0;
                    Long key = random.nextInt(5) == 0 ? null : (long) random.nextInt(3);
                    tester.time(now).row(key, TimestampData.fromEpochMillis(0), id, (long) random.nextInt(100));
                }
                List<String> expected =
                        tester.run(OperatorTester.Cut.ALL, false, 100, seed).rows();

                assertThat(tester.time(now + 100).runInAllModes().rows())
                        .as(frame + ", seed " + seed)
                        .containsAll(expected);
            }
        }
    }

    @Test
    void aSnapshotCostsTheRowsThatCameOrWentAndTheirKeys() {
        OperatorTester tester = tester(new OverFrame(true, TIME, true, 2), 0, true);
        for (long id = 0; id < 20; id++) {
            tester.row(1L, TimestampData.fromEpochMillis(1000 + id), id, id);
        }
        tester.watermark(1004).row(2L, TimestampData.fromEpochMillis(3000), 20L, 1L);
        tester.row(2L, TimestampData.fromEpochMillis(900), 21L, 1L);

        List<Integer> entries = tester.savedEntries(OperatorTester.Cut.ONE);

        assertThat(entries.get(0)).as("a row that waits, and the time").isEqualTo(2);
        assertThat(entries.subList(1, 20)).as("rows that wait").allMatch(count -> count == 1);
        // Of five rows that were given out, three have left the frame; with them the key and the time.
        assertThat(entries.subList(20, entries.size()).stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .as(entries.toString())
                .isEqualTo(5 + 1 + 1 + 2);
    }

    @Test
    void rowsAreGivenOutInEventTimeBeforeTheWatermark() {
        OperatorTester tester =
                tester(new OverFrame(true, TIME, true, 2), 0, true).timeColumn(TIME);
        for (long id = 0; id < 50; id++) {
            tester.row(id % 3, TimestampData.fromEpochMillis(1000 + (id * 7) % 50), id, id);
        }
        tester.watermark(1020).row(1L, TimestampData.fromEpochMillis(2000), 50L, 1L);

        assertThat(tester.runInAllModes().rows()).hasSize(51);
        List<String> given = tester.runInOrder(OperatorTester.Cut.ALL, false, 7, 0);
        List<String> times = given.stream().map(row -> row.split(", ")[1]).toList();
        assertThat(times).isSorted();
    }

    @Test
    void byProcessingTimeRowsAreGivenOutAtOnce() {
        OperatorTester tester =
                tester(new OverFrame(false, TIME, true, 2), 0, false).withoutEventTime();
        TimestampData time = TimestampData.fromEpochMillis(0);
        tester.row(1L, time, 1L, 10L)
                .row(2L, time, 2L, 20L)
                .row(1L, time, 3L, 30L)
                .row(1L, time, 4L, 5L);

        assertThat(tester.runInAllModes().rows())
                .containsExactlyInAnyOrder(
                        "+I[1, 1970-01-01T00:00, 1, 10, 10, 1, 10]",
                        "+I[2, 1970-01-01T00:00, 2, 20, 20, 1, 20]",
                        "+I[1, 1970-01-01T00:00, 3, 30, 40, 2, 30]",
                        "+I[1, 1970-01-01T00:00, 4, 5, 35, 2, 30]");
    }

    @Test
    void byProcessingTimeTheRowsOfAMillisecondBelongTogether() {
        OperatorTester tester =
                tester(new OverFrame(false, TIME, false, 10), 0, false).withoutEventTime();
        TimestampData time = TimestampData.fromEpochMillis(0);
        tester.time(100).row(1L, time, 1L, 1L).row(1L, time, 2L, 2L);
        tester.time(110).row(1L, time, 3L, 4L);
        tester.time(111).row(1L, time, 4L, 8L);
        tester.time(200).row(1L, time, 5L, 16L);
        tester.time(300).row(1L, time, 6L, 32L);

        assertThat(tester.runInAllModes().rows())
                .as("the rows of the last millisecond are never given out, as in Flink")
                .containsExactlyInAnyOrder(
                        "+I[1, 1970-01-01T00:00, 1, 1, 3, 2, 2]",
                        "+I[1, 1970-01-01T00:00, 2, 2, 3, 2, 2]",
                        "+I[1, 1970-01-01T00:00, 3, 4, 7, 3, 4]",
                        "+I[1, 1970-01-01T00:00, 4, 8, 12, 2, 8]",
                        "+I[1, 1970-01-01T00:00, 5, 16, 16, 1, 16]");
    }

    @Test
    void aKeyIsForgottenAfterItsTimeToLive() {
        OperatorTester tester = tester(new OverFrame(false, TIME, true, OverFrame.UNBOUNDED), 1000, false)
                .withoutEventTime();
        TimestampData time = TimestampData.fromEpochMillis(0);
        tester.time(0).row(1L, time, 1L, 1L).row(2L, time, 2L, 2L);
        tester.time(900).row(2L, time, 3L, 4L);
        tester.time(1500).row(1L, time, 4L, 8L).row(2L, time, 5L, 16L);

        assertThat(tester.runInAllModes().rows())
                .containsExactlyInAnyOrder(
                        "+I[1, 1970-01-01T00:00, 1, 1, 1, 1, 1]",
                        "+I[2, 1970-01-01T00:00, 2, 2, 2, 1, 2]",
                        "+I[2, 1970-01-01T00:00, 3, 4, 6, 2, 4]",
                        "+I[1, 1970-01-01T00:00, 4, 8, 8, 1, 8]",
                        "+I[2, 1970-01-01T00:00, 5, 16, 22, 3, 16]");
    }
}
