package io.weir.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.weir.columnar.Batch;
import io.weir.columnar.LongColumn;
import io.weir.engine.operator.ManualClock;
import io.weir.engine.operator.Operator;
import io.weir.engine.operator.Output;
import io.weir.engine.operator.Progress;
import io.weir.engine.operator.TransactionalSink;
import io.weir.engine.runtime.JobGraph.Vertex;
import io.weir.engine.runtime.JobMetrics.NodeMetrics;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkWriter;
import io.weir.engine.spi.Source;
import io.weir.engine.spi.SourceProgress;
import io.weir.engine.spi.SourceReader;
import io.weir.engine.spi.SplitProgress;
import io.weir.engine.time.DurationHistogram;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A clock that only the steps of the job move, so that every nanosecond has its place. */
class JobMetricsTest {
    private static final int SOURCE = 1;
    private static final int MIDDLE = 2;
    private static final int SINK = 3;
    private static final long MILLI = 1_000_000;
    private static final int CHANNEL_CAPACITY = 4;

    private final ManualClock clock = new ManualClock(1_000);
    private int waitingBatches;
    private long madeMillis = -1;
    private boolean isSinkBlocked;
    private int stepsOfFirst = 1;
    private int middleMillis;
    private int sinkMillis;

    /** Gives batches of ten longs, as many as wait. */
    private final class TenRows implements Source, SourceReader {
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
            return new SourceProgress(0, 0, waitingBatches * 10L);
        }

        @Override
        public List<SplitProgress> splitProgress() {
            return List.of(new SplitProgress("0", 7, waitingBatches * 10L, madeMillis, 99));
        }

        @Override
        public long recordMillis() {
            return madeMillis;
        }

        @Override
        public void close() {}
    }

    private final class Middle implements Operator {
        private boolean isOffering;

        @Override
        public Progress process(int input, Batch batch, Output output) {
            if (!isOffering) {
                clock.set(clock.currentTimeMillis() + middleMillis);
                isOffering = true;
            }
            isOffering = !output.offer(batch);
            return isOffering ? Progress.BLOCKED : Progress.DONE;
        }
    }

    private final class Target implements TransactionalSink {
        @Override
        public Optional<byte[]> prepare(long epoch) {
            return Optional.of(new byte[0]);
        }

        @Override
        public Progress process(int input, Batch batch, Output output) {
            if (isSinkBlocked) {
                return Progress.BLOCKED;
            }
            clock.set(clock.currentTimeMillis() + sinkMillis);
            return Progress.DONE;
        }
    }

    private static final class Nowhere implements Sink {
        @Override
        public SinkWriter createWriter(int instance) {
            throw new IllegalStateException("the operator writes");
        }

        @Override
        public void close() {}
    }

    private SteppedJob job(Edge toSink) {
        JobGraph graph = new JobGraph(clock, 1, 10, CHANNEL_CAPACITY);
        graph.describe(SOURCE, "source", "ten rows", true, false);
        graph.describe(MIDDLE, "middle", "passes them on", false, false);
        graph.describe(SINK, "sink", "takes them", false, true);
        Vertex source = graph.addSource(SOURCE, 1, new TenRows(), new SourceLayout(new int[] {0}), null);
        Vertex middle = graph.addOperator(MIDDLE, 1, 1, instance -> new Middle());
        Vertex sink = graph.addOperator(SINK, 1, 1, instance -> new Target());
        graph.addSink(SINK, new Nowhere());
        graph.connect(source, middle, 0, new Edge.Direct());
        graph.connect(middle, sink, 0, toSink);
        SteppedJob job = graph.step(EpochSettings.OFF, () -> {});
        job.open();
        return job;
    }

    private static NodeMetrics node(SteppedJob job, int id) {
        return job.metrics().nodes().stream()
                .filter(node -> node.id() == id)
                .findFirst()
                .orElseThrow();
    }

    private NodeRates rates(SteppedJob job, int id, NodeMetrics before, long elapsedMillis) {
        return NodeRates.between(before, node(job, id), elapsedMillis * MILLI);
    }

    /** Steps all instances in turn; the clock goes on by a millisecond after each round. */
    private void run(SteppedJob job, int rounds) {
        for (int round = 0; round < rounds; round++) {
            for (int again = 1; again < stepsOfFirst; again++) {
                job.step(0);
            }
            for (int instance = 0; instance < job.instanceCount(); instance++) {
                job.step(instance);
            }
            clock.set(clock.currentTimeMillis() + 1);
        }
    }

    @Test
    void aBlockedSinkIsBackpressureForAllBeforeIt() {
        SteppedJob job = job(new Edge.Singleton(false));
        isSinkBlocked = true;
        waitingBatches = 1_000;
        run(job, 20);
        NodeMetrics source = node(job, SOURCE);
        NodeMetrics middle = node(job, MIDDLE);
        NodeMetrics sink = node(job, SINK);

        run(job, 1_000);

        assertThat(rates(job, SOURCE, source, 1_000).backpressuredShare()).isEqualTo(1);
        assertThat(rates(job, MIDDLE, middle, 1_000).backpressuredShare()).isEqualTo(1);
        assertThat(rates(job, SINK, sink, 1_000).backpressuredShare()).isEqualTo(1);
        assertThat(rates(job, SINK, sink, 1_000).queueShare()).isEqualTo(1);
        assertThat(rates(job, MIDDLE, middle, 1_000).busyShare()).isZero();
        assertThat(job.metrics().edges())
                .containsExactly(new JobMetrics.EdgeMetrics(MIDDLE, SINK, 0, CHANNEL_CAPACITY, CHANNEL_CAPACITY));
    }

    @Test
    void aSlowOperatorIsBusyAndItsNeighboursAreNot() {
        SteppedJob job = job(new Edge.Direct());
        waitingBatches = 1_000;
        middleMillis = 9;
        run(job, 1);
        NodeMetrics source = node(job, SOURCE);
        NodeMetrics middle = node(job, MIDDLE);
        NodeMetrics sink = node(job, SINK);

        run(job, 100);

        assertThat(rates(job, MIDDLE, middle, 1_000).busyShare()).isEqualTo(0.9, within(1e-9));
        assertThat(rates(job, SOURCE, source, 1_000).busyShare()).isZero();
        assertThat(rates(job, SINK, sink, 1_000).busyShare()).isZero();
        assertThat(rates(job, SOURCE, source, 1_000).backpressuredShare()).isZero();
    }

    @Test
    void theTimeOfACalledOperatorIsNotItsCallers() {
        SteppedJob job = job(new Edge.Direct());
        waitingBatches = 1_000;
        middleMillis = 3;
        sinkMillis = 6;
        run(job, 1);
        NodeMetrics middle = node(job, MIDDLE);
        NodeMetrics sink = node(job, SINK);

        run(job, 100);

        assertThat(rates(job, MIDDLE, middle, 1_000).busyShare()).isEqualTo(0.3, within(1e-9));
        assertThat(rates(job, SINK, sink, 1_000).busyShare()).isEqualTo(0.6, within(1e-9));
    }

    @Test
    void aSlowConsumerIsBusyWhileItsProducerIsBackpressured() {
        SteppedJob job = job(new Edge.Singleton(false));
        waitingBatches = 1_000;
        sinkMillis = 9;
        stepsOfFirst = 2;
        run(job, 10);
        NodeMetrics middle = node(job, MIDDLE);
        NodeMetrics sink = node(job, SINK);

        run(job, 100);

        assertThat(rates(job, SINK, sink, 1_000).busyShare()).isEqualTo(0.9, within(1e-9));
        assertThat(rates(job, MIDDLE, middle, 1_000).backpressuredShare()).isEqualTo(1);
        assertThat(rates(job, SINK, sink, 1_000).rowsInPerSecond()).isEqualTo(1_000);
    }

    @Test
    void withoutInputAllAreIdle() {
        SteppedJob job = job(new Edge.Singleton(false));
        run(job, 3);
        NodeMetrics source = node(job, SOURCE);
        NodeMetrics sink = node(job, SINK);

        run(job, 100);

        assertThat(rates(job, SOURCE, source, 100).idleShare()).isEqualTo(1);
        assertThat(rates(job, SINK, sink, 100).idleShare()).isEqualTo(1);
    }

    @Test
    void rowsAndBytesAreCountedOnBothSides() {
        SteppedJob job = job(new Edge.Singleton(false));
        waitingBatches = 3;
        run(job, 10);

        assertThat(node(job, SOURCE).rowsOut()).isEqualTo(30);
        assertThat(node(job, SOURCE).bytesOut()).isEqualTo(240);
        assertThat(node(job, MIDDLE).rowsIn()).isEqualTo(30);
        assertThat(node(job, MIDDLE).bytesIn()).isEqualTo(240);
        assertThat(node(job, MIDDLE).bytesOut()).isEqualTo(240);
        assertThat(node(job, SINK).rowsIn()).isEqualTo(30);
    }

    /** Read 50 ms after it was made, computed for 3, written for 6, flushed in the pause 1 ms later. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void latencyIsTheSumOfItsParts(boolean isThroughChannels) {
        SteppedJob job = job(isThroughChannels ? new Edge.Singleton(false) : new Edge.Direct());
        run(job, 1);
        waitingBatches = 1;
        madeMillis = clock.currentTimeMillis() - 50;
        middleMillis = 3;
        sinkMillis = 6;

        run(job, 3);

        JobMetrics.Latency latency = job.metrics().latency();
        assertThat(meanMillis(latency.ingest())).isEqualTo(50);
        assertThat(meanMillis(latency.compute())).isEqualTo(9);
        assertThat(meanMillis(latency.serve())).isEqualTo(1);
        assertThat(meanMillis(latency.total())).isEqualTo(60);
        assertThat(latency.total().count()).as("rows").isEqualTo(10);
        assertThat(latency.windowWait().count()).isZero();
    }

    private static double meanMillis(DurationHistogram.Reading reading) {
        return (double) reading.sumNanos() / reading.count() / MILLI;
    }

    @Test
    void theLagInTimeIsTheAgeOfTheNewestRecordReadWhileOthersWait() {
        SteppedJob job = job(new Edge.Direct());
        isSinkBlocked = true;
        waitingBatches = 101;
        madeMillis = 500;
        run(job, 1_000);

        assertThat(job.metrics().sources().lagRecords()).isEqualTo(1_000);
        assertThat(job.metrics().splits())
                .containsExactly(new JobMetrics.SplitMetrics(SOURCE, new SplitProgress("0", 7, 1_000, 500, 99)));
        assertThat(job.metrics().lagMillis()).hasValue(1_500);

        isSinkBlocked = false;
        run(job, 1_000);
        assertThat(job.metrics().lagMillis()).as("nothing waits").hasValue(0);
    }

    @Test
    void ratesAreDifferencesByTime() {
        SteppedJob job = job(new Edge.Direct());
        waitingBatches = 50;
        run(job, 1);
        NodeMetrics before = node(job, MIDDLE);

        run(job, 10);

        NodeRates rates = rates(job, MIDDLE, before, 500);
        assertThat(rates.rowsInPerSecond()).isEqualTo(200);
        assertThat(rates.bytesOutPerSecond()).isEqualTo(1_600);
        assertThat(NodeRates.between(before, before, 0).rowsInPerSecond()).isZero();
        assertThat(NodeRates.between(node(job, MIDDLE), before, 500 * MILLI).rowsInPerSecond())
                .as("a run that began again")
                .isZero();
    }
}
