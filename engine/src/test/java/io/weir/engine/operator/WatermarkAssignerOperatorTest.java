package io.weir.engine.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.engine.expression.Expression;
import io.weir.engine.state.StateTable;
import io.weir.engine.time.Clock;
import io.weir.engine.time.OrderedWatermark;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatermarkAssignerOperatorTest {
    private final RecordingOutput output = new RecordingOutput(RowType.of(new BigIntType()), true, -1);
    private final OrderedWatermark shared = new OrderedWatermark(200);

    /** The watermark is the time itself. */
    private static final class TimeExpression implements Expression {
        @Override
        public LogicalType type() {
            return new BigIntType();
        }

        @Override
        public Column evaluate(Batch batch) {
            return batch.column(0);
        }

        @Override
        public boolean isFallible() {
            return false;
        }

        @Override
        public boolean isDeterministic() {
            return true;
        }
    }

    private record Context(Clock clock, OperatorMetrics metrics) implements OperatorContext {
        @Override
        public int instance() {
            return 0;
        }

        @Override
        public int parallelism() {
            return 2;
        }

        @Override
        public int batchRowsMax() {
            return 100;
        }

        @Override
        public void scheduleTimer(long timeMillis) {
            // The test calls by hand.
        }
    }

    @Test
    void aRefusedWatermarkIsOfferedAgainAlthoughAnotherInstanceHasGoneOn() {
        WatermarkAssignerOperator operator =
                new WatermarkAssignerOperator(new TimeExpression(), 0, "event_time", shared, 200, 0);
        operator.open(new Context(new ManualClock(0), new OperatorMetrics()));
        assignElsewhere(1000);
        assertThat(operator.onInputPause(output)).isEqualTo(Progress.BLOCKED);
        assignElsewhere(2000);
        assertThat(operator.onInputPause(output)).isEqualTo(Progress.DONE);
        assertThat(operator.onTimer(0, output)).isEqualTo(Progress.BLOCKED);
        assignElsewhere(3000);
        assertThat(operator.onTimer(0, output)).isEqualTo(Progress.DONE);
        assertThat(output.watermarks()).containsExactly(1000L, 2000L);
    }

    private void assignElsewhere(long own) {
        Batch batch = RecordingOutput.longs(own);
        shared.assign(batch, new long[] {own}, new boolean[1], batch.useRowWatermarks(1));
    }

    private static WatermarkAssignerOperator instance(OrderedWatermark of) {
        WatermarkAssignerOperator operator =
                new WatermarkAssignerOperator(new TimeExpression(), 0, "event_time", of, 200, 0);
        operator.open(new Context(new ManualClock(0), new OperatorMetrics()));
        operator.stateTables().forEach(StateTable::startTracking);
        return operator;
    }

    private static List<Long> watermarksOfRows(WatermarkAssignerOperator operator, long sequence, long... times) {
        Batch batch = RecordingOutput.longs(times);
        batch.setSequence(sequence);
        List<Long> watermarks = new ArrayList<>();
        Output output = new RecordingOutput(RowType.of(new BigIntType()), false, -1) {
            @Override
            public boolean offer(Batch out) {
                for (int row = 0; row < out.rowCount(); row++) {
                    watermarks.add(out.watermark(row));
                }
                return super.offer(out);
            }
        };
        assertThat(operator.process(0, batch, output)).isEqualTo(Progress.DONE);
        return watermarks;
    }

    /** One instance may be beyond the barrier while another is still before it, in an ordered stream or not. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSnapshotHasTheWatermarkOfTheRowsBeforeTheBarrier(boolean isOrdered) {
        WatermarkAssignerOperator first = instance(shared);
        WatermarkAssignerOperator second = instance(shared);
        SavedTables saved = new SavedTables();
        watermarksOfRows(first, isOrdered ? 0 : Batch.NO_SEQUENCE, 5000, 5100);
        int entries = saved.save(first, 0, 2);
        if (isOrdered) {
            watermarksOfRows(second, 1, 6000, 6100);
            watermarksOfRows(first, 2, 9000);
        } else {
            watermarksOfRows(first, Batch.NO_SEQUENCE, 9000);
            watermarksOfRows(second, Batch.NO_SEQUENCE, 6000, 6100);
        }
        entries += saved.save(second, 1, 2);
        assertThat(entries).isEqualTo(2);
        assertThat(saved.save(second, 1, 2)).as("entries without a change").isZero();

        for (int parallelism : new int[] {2, 1}) {
            OrderedWatermark restored = new OrderedWatermark(200);
            List<WatermarkAssignerOperator> instances = new ArrayList<>();
            for (int i = 0; i < parallelism; i++) {
                instances.add(instance(restored));
                saved.restore(instances.get(i), i, parallelism, new Random(1));
                instances.get(i).onRestored();
            }
            long given = isOrdered ? 6000 : 6100;
            assertThat(watermarksOfRows(instances.get(0), isOrdered ? 0 : Batch.NO_SEQUENCE, 6090, 6350, 6400))
                    .containsExactly(given, given, 6350L);
        }
    }
}
