package io.weir.server.metrics;

import io.weir.columnar.Batch;
import io.weir.columnar.LongColumn;
import io.weir.engine.operator.Operator;
import io.weir.engine.operator.Output;
import io.weir.engine.operator.Progress;
import io.weir.engine.runtime.Edge;
import io.weir.engine.runtime.EpochSettings;
import io.weir.engine.runtime.JobGraph;
import io.weir.engine.runtime.JobMetrics;
import io.weir.engine.runtime.SourceLayout;
import io.weir.engine.runtime.SteppedJob;
import io.weir.engine.spi.Source;
import io.weir.engine.spi.SourceProgress;
import io.weir.engine.spi.SourceReader;
import io.weir.engine.time.Clock;
import org.jspecify.annotations.Nullable;

/** A job of a source and a sink, stepped by hand: each batch has ten rows of eight bytes. */
final class MeteredJob {
    private final SteppedJob job;
    private int waitingBatches;

    MeteredJob(Clock clock) {
        JobGraph graph = new JobGraph(clock, 1, 10, 4);
        graph.describe(1, "source", "gives rows", true, false);
        graph.describe(2, "sink", "takes them", false, true);
        graph.connect(
                graph.addSource(1, 1, new Rows(), new SourceLayout(new int[] {0}), null),
                graph.addOperator(2, 1, 1, instance -> new Taker()),
                0,
                new Edge.Singleton(false));
        job = graph.step(EpochSettings.OFF, () -> {});
        job.open();
    }

    JobMetrics metrics() {
        return job.metrics();
    }

    /** So many batches go all the way. */
    void run(int batches) {
        waitingBatches = batches;
        for (int round = 0; round < batches + 4; round++) {
            for (int instance = 0; instance < job.instanceCount(); instance++) {
                job.step(instance);
            }
        }
    }

    private static final class Taker implements Operator {
        @Override
        public Progress process(int input, Batch batch, Output output) {
            return Progress.DONE;
        }
    }

    private final class Rows implements Source, SourceReader {
        @Override
        public boolean isBounded() {
            return false;
        }

        @Override
        public boolean isOrdered() {
            return false;
        }

        @Override
        public int splitCount() {
            return 1;
        }

        @Override
        public SourceReader createReader(int instance) {
            return this;
        }

        @Override
        public @Nullable Batch poll() {
            if (waitingBatches == 0) {
                return null;
            }
            waitingBatches--;
            Batch batch = new Batch(new LongColumn(10));
            batch.setRowCount(10);
            return batch;
        }

        @Override
        public boolean isFinished() {
            return false;
        }

        @Override
        public SourceProgress progress() {
            return new SourceProgress(0, 0, 1_000);
        }

        @Override
        public void close() {}
    }
}
