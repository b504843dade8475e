package io.weir.engine.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.columnar.Batch;
import io.weir.columnar.IntColumn;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkWriter;
import io.weir.engine.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;

class SinkOperatorTest {
    private final ManualClock clock = new ManualClock(1000);
    private final List<String> calls = new ArrayList<>();
    private final List<Long> timers = new ArrayList<>();

    /** Holds each row back for a second. */
    private final class HoldingWriter implements SinkWriter {
        private long flushTimeMillis = NEVER;

        @Override
        public boolean write(Batch batch) {
            flushTimeMillis = clock.currentTimeMillis() + 1000;
            return true;
        }

        @Override
        public void flush() {
            if (clock.currentTimeMillis() >= flushTimeMillis) {
                calls.add("sent at " + clock.currentTimeMillis());
                flushTimeMillis = NEVER;
            }
        }

        @Override
        public long flushTimeMillis() {
            return flushTimeMillis;
        }

        @Override
        public void finish() {}

        @Override
        public void close() {}
    }

    private final class Context implements OperatorContext {
        private final OperatorMetrics metrics = new OperatorMetrics();

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
            timers.add(timeMillis);
        }
    }

    @Test
    void rowsThatWaitAreSentWhenTheirTimeHasComeAlthoughInputGoesOn() {
        Sink sink = new Sink() {
            @Override
            public SinkWriter createWriter(int instance) {
                return new HoldingWriter();
            }

            @Override
            public void close() {}
        };
        RecordingOutput output = new RecordingOutput(RowType.of(new IntType()), false, -1);
        try (SinkOperator operator = new SinkOperator(sink, "t", new int[0], new String[] {"f0"}, false, List.of())) {
            operator.open(new Context());
            Batch batch = new Batch(new IntColumn(1));
            batch.setRowCount(1);
            operator.process(0, batch, output);
            assertThat(timers).containsExactly(2000L);
            operator.onInputPause(output);
            assertThat(calls).isEmpty();

            clock.set(2000);
            operator.onTimer(2000, output);

            assertThat(calls).containsExactly("sent at 2000");
            assertThat(timers).containsExactly(2000L);
        }
    }
}
