package io.weir.server.pipeline;

import io.weir.columnar.Batch;
import io.weir.engine.runtime.EpochMetrics;
import io.weir.engine.runtime.JobMetrics;
import io.weir.engine.runtime.JobMetrics.NodeMetrics;
import io.weir.engine.runtime.NodeRates;
import io.weir.engine.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the nodes of pipelines do by the second, for whoever asks: rates are between two looks at their counters, and
 * each question is a look.
 *
 * <p>Several may ask at once: a look that is not yet a second old is not replaced, so that nobody's rates are those of
 * an instant.
 */
final class NodeReport {
    private static final long LOOK_NANOS_MIN = 1_000_000_000L;
    private static final int JOBS_MAX = 1000;
    private static final double NANOS_PER_MILLI = 1e6;
    /** Before this a watermark says that there is none, or that the input has ended. */
    private static final long INSTANT_MILLIS_MAX = 253_402_300_799_999L;

    /** @param before what is compared with, until {@code last} is old enough */
    private record Looks(JobMetrics metrics, Look before, Look last) {}

    private record Look(long nanos, Map<Integer, NodeMetrics> nodes) {}

    private final Clock clock;
    private final Map<String, Looks> looks = new HashMap<>();

    NodeReport(Clock clock) {
        this.clock = clock;
    }

    /** A look at a pipeline. */
    synchronized NodeAnswers.Live of(ServedPipeline pipeline) {
        List<NodeAnswers.Job> jobs = new ArrayList<>();
        List<NodeAnswers.Epoch> epochs = new ArrayList<>();
        for (ServedJob job : pipeline.jobs()) {
            job.run().metrics().ifPresent(metrics -> {
                jobs.add(new NodeAnswers.Job(job.number(), nodes(pipeline.name() + '/' + job.number(), metrics)));
                metrics.epochs().history().forEach(epoch -> epochs.add(epoch(epoch)));
            });
        }
        // Of several jobs each has epochs of its own; they are told in the order of time.
        epochs.sort(Comparator.comparing(NodeAnswers.Epoch::at));
        return new NodeAnswers.Live(Instant.ofEpochMilli(clock.currentTimeMillis()), jobs, epochs);
    }

    private List<NodeAnswers.Node> nodes(String key, JobMetrics metrics) {
        Map<Integer, NodeMetrics> nodes = new HashMap<>();
        metrics.nodes().forEach(node -> nodes.put(node.id(), node));
        Look now = new Look(clock.nanoTime(), nodes);
        Looks known = looks.get(key);
        Look before = null;
        if (known == null || !known.metrics.equals(metrics)) {
            if (looks.size() >= JOBS_MAX) {
                looks.clear();
            }
            looks.put(key, new Looks(metrics, now, now));
        } else {
            boolean isLastOld = now.nanos - known.last.nanos >= LOOK_NANOS_MIN;
            before = isLastOld ? known.last : known.before;
            if (isLastOld) {
                looks.put(key, new Looks(metrics, known.last, now));
            }
        }
        Look compared = before;
        return metrics.nodes().stream().map(node -> node(node, compared, now)).toList();
    }

    private static NodeAnswers.Node node(NodeMetrics node, @Nullable Look before, Look now) {
        NodeMetrics earlier = before == null || before.nanos >= now.nanos ? null : before.nodes.get(node.id());
        NodeRates rates =
                earlier == null || before == null ? null : NodeRates.between(earlier, node, now.nanos - before.nanos);
        return new NodeAnswers.Node(
                node.id(),
                node.rowsIn(),
                node.rowsOut(),
                rates == null || node.isSource() ? null : rates.rowsInPerSecond(),
                rates == null ? null : rates.rowsOutPerSecond(),
                rates == null ? null : rates.busyShare(),
                rates == null ? null : rates.backpressuredShare(),
                node.queueCapacity() == 0 ? null : (double) node.queueSize() / node.queueCapacity(),
                watermark(node.watermark()),
                node.stateBytes(),
                node.lateRows(),
                node.droppedRows());
    }

    private static @Nullable Instant watermark(long millis) {
        return millis == Batch.NO_WATERMARK || millis > INSTANT_MILLIS_MAX || millis < -INSTANT_MILLIS_MAX
                ? null
                : Instant.ofEpochMilli(millis);
    }

    private static NodeAnswers.Epoch epoch(EpochMetrics.Epoch epoch) {
        return new NodeAnswers.Epoch(
                epoch.epoch(),
                Instant.ofEpochMilli(epoch.atMillis()),
                epoch.nanos() / NANOS_PER_MILLI,
                epoch.commitNanos() / NANOS_PER_MILLI,
                epoch.pauseNanos() / NANOS_PER_MILLI,
                epoch.bytes());
    }
}
