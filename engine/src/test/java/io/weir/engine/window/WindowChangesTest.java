package io.weir.engine.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.columnar.Batch;
import io.weir.columnar.LongColumn;
import io.weir.engine.aggregate.Aggregation;
import io.weir.engine.epoch.ChunkWriter;
import io.weir.engine.operator.ManualClock;
import io.weir.engine.operator.Operator;
import io.weir.engine.operator.OperatorContext;
import io.weir.engine.operator.OperatorMetrics;
import io.weir.engine.operator.Progress;
import io.weir.engine.operator.RecordingOutput;
import io.weir.engine.state.RowOrder;
import io.weir.engine.state.StateTable;
import io.weir.engine.time.Clock;
import io.weir.plan.expression.AggregateCall;
import io.weir.plan.expression.FunctionReference;
import io.weir.plan.node.SortField;
import io.weir.plan.node.Window;
import io.weir.plan.node.Windowing;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;

/** What an epoch costs: how many entries of which tables are written. */
class WindowChangesTest {
    private static final BigIntType BIGINT = new BigIntType();
    private static final RowType INPUT = RowType.of(BIGINT, BIGINT);
    private static final RowType OUTPUT = RowType.of(new BigIntType(), new BigIntType(false));
    private static final String PROGRESS = "progress";

    private static Aggregation aggregation() {
        AggregateCall count = new AggregateCall(
                "EXPR",
                new FunctionReference(FunctionReference.Kind.BUILT_IN, "COUNT", 1, Optional.empty(), "FUNCTION"),
                List.of(),
                OptionalInt.empty(),
                false,
                false,
                false,
                new BigIntType(false));
        return new Aggregation(new int[] {0}, List.of(count), INPUT);
    }

    private static final WindowResult RESULT = new WindowResult(OUTPUT, 1, 1, List.of());

    private static WindowInput input(Window window) {
        return WindowInput.of(new Windowing.TimeAttribute(window, new BigIntType(), true, 1), ZoneOffset.UTC);
    }

    private static Run run(Window window) {
        return new Run(new WindowAggregateOperator(input(window), RESULT, Optional.empty(), aggregation()));
    }

    /** An operator between epochs. */
    private static final class Run implements OperatorContext {
        private final Operator operator;
        private final RecordingOutput output = new RecordingOutput(OUTPUT, false, -1);
        private final OperatorMetrics metrics = new OperatorMetrics();
        private final Clock clock = new ManualClock(0);

        Run(Operator operator) {
            this(operator, true);
        }

        Run(Operator operator, boolean hasEpochs) {
            this.operator = operator;
            operator.open(this);
            if (hasEpochs) {
                operator.stateTables().forEach(StateTable::startTracking);
            }
        }

        /** A row for each key, all of the same time. */
        Run rows(long time, long... keys) {
            LongColumn times = new LongColumn(keys.length);
            LongColumn column = new LongColumn(keys.length);
            for (int i = 0; i < keys.length; i++) {
                column.set(i, keys[i]);
                times.set(i, time);
            }
            Batch batch = new Batch(column, times);
            batch.setRowCount(keys.length);
            assertThat(operator.process(0, batch, output)).isEqualTo(Progress.DONE);
            return this;
        }

        /** A group of one row that a first phase sends. */
        Run partial(long entry, long sliceEnd, long key) {
            LongColumn[] columns = new LongColumn[4];
            long[] values = {entry, sliceEnd, key, 1};
            for (int i = 0; i < columns.length; i++) {
                columns[i] = new LongColumn(1);
                columns[i].set(0, values[i]);
            }
            Batch batch = new Batch(columns);
            batch.setRowCount(1);
            assertThat(operator.process(0, batch, output)).isEqualTo(Progress.DONE);
            return this;
        }

        Run watermark(long millis) {
            assertThat(operator.onWatermark(millis, output)).isEqualTo(Progress.DONE);
            return this;
        }

        /** The number of entries that each declared table writes at a barrier. */
        Map<String, Long> epoch() {
            assertThat(operator.onBarrier(output)).isEqualTo(Progress.DONE);
            Map<String, Long> entries = new TreeMap<>();
            for (StateTable table : operator.stateTables()) {
                ChunkWriter writer = new ChunkWriter();
                table.writeChanges(writer);
                entries.put(table.name(), writer.entries());
            }
            return entries;
        }

        @Override
        public int instance() {
            return 0;
        }

        @Override
        public int parallelism() {
            return 1;
        }

        @Override
        public int batchRowsMax() {
            return 100;
        }

        @Override
        public Clock clock() {
            return clock;
        }

        @Override
        public OperatorMetrics metrics() {
            return metrics;
        }

        @Override
        public void scheduleTimer(long timeMillis) {
            throw new AssertionError("event time needs no timer");
        }
    }

    @Test
    void onlyTheGroupsThatChangedAreWritten() {
        Run run = run(new Window.Tumbling(10, 0));

        assertThat(run.rows(1, 1, 2, 3, 4, 5).rows(11, 1, 2).epoch())
                .isEqualTo(Map.of(PROGRESS, 1L, "slice/10/10", 5L, "slice/20/20", 2L));
        assertThat(run.epoch()).isEqualTo(Map.of(PROGRESS, 0L, "slice/10/10", 0L, "slice/20/20", 0L));
        assertThat(run.rows(11, 2, 2, 7, 2).epoch())
                .isEqualTo(Map.of(PROGRESS, 0L, "slice/10/10", 0L, "slice/20/20", 2L));
    }

    @Test
    void aSliceThatHasFiredIsDroppedWithoutAWord() {
        Run run = run(new Window.Tumbling(10, 0));
        assertThat(run.rows(1, 1, 2, 3).epoch()).hasSize(2);

        // When the window fires, and its table is used again for another slice
        assertThat(run.watermark(9).rows(21, 3).epoch()).isEqualTo(Map.of(PROGRESS, 1L, "slice/30/30", 1L));
        assertThat(run.rows(21, 4).epoch()).isEqualTo(Map.of(PROGRESS, 0L, "slice/30/30", 1L));
    }

    @Test
    void aSliceThatEntersAHoppingWindowIsNotWrittenAgain() {
        Run run = run(new Window.Hopping(30, 10, 0));
        assertThat(run.rows(1, 1, 2, 3).rows(11, 4).epoch())
                .isEqualTo(Map.of(PROGRESS, 1L, "slice/10/10", 3L, "slice/20/20", 1L));

        assertThat(run.watermark(19).epoch()).isEqualTo(Map.of(PROGRESS, 1L, "slice/10/10", 0L, "slice/20/20", 0L));
        assertThat(run.watermark(29).epoch()).isEqualTo(Map.of(PROGRESS, 1L, "slice/20/20", 0L));
        assertThat(run.watermark(39).epoch()).isEqualTo(Map.of(PROGRESS, 1L));
    }

    @Test
    void aCumulativeWindowWritesTheGroupsThatItsSlicesHad() {
        Run run = run(new Window.Cumulative(30, 10, 0));
        assertThat(run.rows(1, 1, 2, 3).rows(11, 3).epoch())
                .isEqualTo(Map.of(PROGRESS, 1L, "slice/10/10", 3L, "slice/20/20", 1L));

        assertThat(run.watermark(9).epoch()).isEqualTo(Map.of(PROGRESS, 1L, "cumulated/0", 3L, "slice/20/20", 0L));
        assertThat(run.watermark(19).epoch()).isEqualTo(Map.of(PROGRESS, 1L, "cumulated/0", 1L));
        assertThat(run.watermark(29).rows(31, 1).epoch()).isEqualTo(Map.of(PROGRESS, 1L, "slice/40/40", 1L));
        assertThat(run.watermark(39).epoch()).isEqualTo(Map.of(PROGRESS, 1L, "cumulated/30", 1L));
    }

    @Test
    void aSessionIsWrittenWhenItGrowsAndRemovedWhenItEnds() {
        Run run = new Run(new SessionWindowAggregateOperator(
                WindowTime.of(new BigIntType(), ZoneOffset.UTC), true, 1, 10, false, RESULT, aggregation()));
        assertThat(run.rows(1, 1, 2, 3).epoch()).isEqualTo(Map.of(PROGRESS, 1L, "sessions", 3L));
        assertThat(run.epoch()).isEqualTo(Map.of(PROGRESS, 0L, "sessions", 0L));
        assertThat(run.rows(5, 2).epoch()).isEqualTo(Map.of(PROGRESS, 0L, "sessions", 1L));

        // Two sessions end; one of a fourth key comes and goes without being saved
        assertThat(run.watermark(2).rows(3, 4).watermark(13).epoch()).isEqualTo(Map.of(PROGRESS, 1L, "sessions", 2L));
        assertThat(run.watermark(20).epoch()).isEqualTo(Map.of(PROGRESS, 1L, "sessions", 1L));
    }

    @Test
    void aRowThatIsNotAmongTheBestChangesNothing() {
        WindowInput carried = WindowInput.of(
                new Windowing.WindowAttached(new Window.Tumbling(10, 0), new BigIntType(), true, -1, 1),
                ZoneOffset.UTC);
        RowOrder byTime = new RowOrder(List.of(new SortField(1, true, false)), INPUT);
        Run run = new Run(new WindowRankOperator(
                carried, new WindowRankOperator.Choice(INPUT, new int[] {0}, byTime, false, 1, 2, false)));
        assertThat(run.rows(10, 1, 1, 2).rows(20, 2).epoch())
                .isEqualTo(Map.of(PROGRESS, 1L, "window/10", 2L, "window/20", 1L));
        assertThat(run.rows(10, 1, 2).epoch()).isEqualTo(Map.of(PROGRESS, 0L, "window/10", 1L, "window/20", 0L));
        assertThat(run.watermark(9).epoch()).isEqualTo(Map.of(PROGRESS, 1L, "window/20", 0L));
    }

    @Test
    void aWindowThatIsGivenOutEarlyIsWrittenByGroup() {
        Run run = new Run(new EmittingGroupWindowAggregateOperator(
                input(new Window.Tumbling(10, 0)), RESULT, aggregation(), new EmitStrategy(0, 0, 20), false, false));
        assertThat(run.rows(1, 1, 2, 3).rows(11, 1).epoch())
                .isEqualTo(Map.of(PROGRESS, 1L, "window/10", 3L, "window/20", 1L));
        assertThat(run.rows(1, 2).epoch()).isEqualTo(Map.of(PROGRESS, 0L, "window/10", 1L, "window/20", 0L));

        // At its end all groups are given out; after that, a late row changes one
        assertThat(run.watermark(9).epoch()).isEqualTo(Map.of(PROGRESS, 1L, "window/10", 3L, "window/20", 0L));
        assertThat(run.rows(1, 3).epoch()).isEqualTo(Map.of(PROGRESS, 0L, "window/10", 1L, "window/20", 0L));
        assertThat(run.watermark(29).epoch()).isEqualTo(Map.of(PROGRESS, 1L, "window/20", 1L));
    }

    /** As rows of an instance that was idle while event time went on without it: they carry an old watermark. */
    @Test
    void whatHasFiredDoesNotComeBack() {
        Run tumbling = run(new Window.Tumbling(10, 0));
        assertThat(tumbling.rows(1, 1).watermark(9).rows(1, 2).rows(11, 3).epoch())
                .isEqualTo(Map.of(PROGRESS, 1L, "slice/20/20", 1L));
        assertThat(tumbling.metrics.lateRows()).isEqualTo(1);
        assertThat(tumbling.metrics.lateness().sumNanos())
                .as("time 1, when the watermark is 9")
                .isEqualTo(8_000_000);

        Run hopping = run(new Window.Hopping(20, 10, 0));
        assertThat(hopping.rows(1, 1).watermark(9).rows(1, 2).epoch())
                .isEqualTo(Map.of(PROGRESS, 1L, "slice/10/10", 1L, "slice/20/10", 1L));
        assertThat(hopping.watermark(19).rows(1, 2).output.rows()).containsExactly("+I[1, 1]", "+I[1, 1]", "+I[2, 1]");
        assertThat(hopping.metrics.lateRows()).isEqualTo(1);
    }

    @Test
    void whatHasFiredDoesNotComeBackFromTheFirstPhase() {
        WindowTransport transport = WindowTransport.of(aggregation());
        Run run = new Run(new WindowAggregateOperator(
                input(new Window.Hopping(20, 10, 0)), RESULT, Optional.of(transport), transport.aggregation()));
        assertThat(run.watermark(9).partial(10, 10, 1).partial(10, 0, 1).epoch())
                .isEqualTo(Map.of(PROGRESS, 1L, "slice/20/10", 1L));
        assertThat(run.metrics.lateRows()).isEqualTo(1);
        assertThat(run.watermark(19).output.rows()).containsExactly("+I[1, 1]");
    }

    @Test
    void theFirstPhaseHoldsNothingBackAtABarrier() {
        WindowTransport transport = WindowTransport.of(aggregation());
        LocalWindowAggregateOperator local =
                new LocalWindowAggregateOperator(input(new Window.Tumbling(10, 0)), transport);
        Run run = new Run(local);
        RecordingOutput partials = new RecordingOutput(RowType.of(BIGINT, BIGINT, BIGINT, BIGINT), true, -1);
        Run unused = run.rows(1, 1, 2).rows(11, 1);

        // Given an output that refuses every other offer
        assertThat(local.onBarrier(partials)).isEqualTo(Progress.BLOCKED);
        assertThat(local.onBarrier(partials)).isEqualTo(Progress.DONE);

        assertThat(partials.rows()).hasSize(3);
        assertThat(run.epoch()).isEmpty();
        assertThat(run.output.rows()).isEmpty();
    }

    @Test
    void withoutEpochsNothingIsKeptAccountOf() {
        WindowAggregateOperator operator =
                new WindowAggregateOperator(input(new Window.Tumbling(10, 0)), RESULT, Optional.empty(), aggregation());
        Run run = new Run(operator, false);
        assertThat(run.rows(1, 1, 2).epoch()).containsEntry("slice/10/10", 0L);
    }
}
