package io.weir.engine.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.engine.expression.Expression;
import io.weir.engine.time.Clock;
import io.weir.engine.time.OrderedWatermark;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;

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
}
