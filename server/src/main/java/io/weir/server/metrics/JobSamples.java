package io.weir.server.metrics;

import io.weir.columnar.Batch;
import io.weir.engine.runtime.EpochMetrics;
import io.weir.engine.runtime.JobMetrics;
import io.weir.engine.runtime.JobMetrics.NodeMetrics;
import io.weir.engine.spi.SourceProgress;
import io.weir.engine.spi.SplitProgress;
import io.weir.engine.time.Clock;
import io.weir.engine.time.DurationHistogram;
import java.util.concurrent.TimeUnit;

/** Turns the counters of one job into samples. */
final class JobSamples {
    private static final double MILLIS_PER_SECOND = 1e3;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Clock clock;

    JobSamples(Clock clock) {
        this.clock = clock;
    }

    /** What a job tells of itself, and what it adds to its pipeline. */
    Samples of(String pipeline, int number, JobMetrics metrics) {
        Samples samples = new Samples();
        String job = Integer.toString(number);
        addPipeline(samples, pipeline, metrics);
        metrics.nodes().forEach(node -> addNode(samples, pipeline, job, node));
        metrics.edges().forEach(edge -> {
            String from = Integer.toString(edge.from());
            String to = Integer.toString(edge.to());
            samples.add(Metric.QUEUE_SIZE, edge.size(), pipeline, job, from, to)
                    .add(Metric.QUEUE_CAPACITY, edge.capacity(), pipeline, job, from, to)
                    .add(Metric.QUEUE_FILL, (double) edge.size() / edge.capacity(), pipeline, job, from, to);
        });
        metrics.splits().forEach(split -> addSplit(samples, pipeline, job, split));
        addEpochs(samples, pipeline, job, metrics.epochs());
        return samples;
    }

    private static void addPipeline(Samples samples, String pipeline, JobMetrics metrics) {
        SourceProgress sources = metrics.sources();
        JobMetrics.Latency latency = metrics.latency();
        samples.add(Metric.PIPELINE_SKIPPED_RECORDS, sources.skippedRecords(), pipeline)
                .add(Metric.LATENCY_INGEST, latency.ingest(), pipeline)
                .add(Metric.LATENCY_COMPUTE, latency.compute(), pipeline)
                .add(Metric.LATENCY_WINDOW_WAIT, latency.windowWait(), pipeline)
                .add(Metric.LATENCY_SERVE, latency.serve(), pipeline)
                .add(Metric.LATENCY_TOTAL, latency.total(), pipeline);
        for (NodeMetrics node : metrics.nodes()) {
            if (node.isSource()) {
                samples.add(Metric.PIPELINE_ROWS_IN, node.rowsOut(), pipeline)
                        .add(Metric.PIPELINE_BYTES_IN, node.bytesIn(), pipeline);
            }
            if (node.isSink()) {
                samples.add(Metric.PIPELINE_ROWS_OUT, node.rowsIn(), pipeline)
                        .add(Metric.PIPELINE_BYTES_OUT, node.bytesOut(), pipeline);
            }
            samples.add(Metric.PIPELINE_LATE_ROWS, node.lateRows(), pipeline)
                    .add(Metric.PIPELINE_DROPPED_ROWS, node.droppedRows(), pipeline)
                    .add(Metric.PIPELINE_DUPLICATE_ROWS, node.duplicateRows(), pipeline)
                    .add(Metric.LATENESS, node.lateness(), pipeline);
        }
    }

    private void addNode(Samples samples, String pipeline, String job, NodeMetrics node) {
        String[] labels = {pipeline, job, Integer.toString(node.id()), node.type()};
        samples.add(Metric.OPERATOR_INSTANCES, node.instances().size(), labels)
                .add(Metric.OPERATOR_ROWS_IN, node.rowsIn(), labels)
                .add(Metric.OPERATOR_ROWS_OUT, node.rowsOut(), labels)
                .add(Metric.OPERATOR_BYTES_IN, node.bytesIn(), labels)
                .add(Metric.OPERATOR_BYTES_OUT, node.bytesOut(), labels)
                .add(Metric.OPERATOR_BUSY, node.busyNanos() / NANOS_PER_SECOND, labels)
                .add(Metric.OPERATOR_BACKPRESSURED, node.backpressuredNanos() / NANOS_PER_SECOND, labels)
                .add(Metric.OPERATOR_IDLE, node.idleNanos() / NANOS_PER_SECOND, labels)
                .add(Metric.OPERATOR_LATE_ROWS, node.lateRows(), labels)
                .add(Metric.OPERATOR_DROPPED_ROWS, node.droppedRows(), labels)
                .add(Metric.OPERATOR_DUPLICATE_ROWS, node.duplicateRows(), labels)
                .add(Metric.OPERATOR_STATE_BYTES, node.stateBytes(), labels)
                .add(Metric.OPERATOR_STATE_ENTRIES, node.stateEntries(), labels);
        if (isWatermark(node.watermark())) {
            samples.add(Metric.OPERATOR_WATERMARK, node.watermark() / MILLIS_PER_SECOND, labels)
                    .add(Metric.OPERATOR_WATERMARK_LAG, age(node.watermark()), labels);
        }
    }

    /** Neither before the first watermark, nor at the end of all input. */
    static boolean isWatermark(long millis) {
        return millis != Batch.NO_WATERMARK && millis != Long.MAX_VALUE;
    }

    double age(long millis) {
        return (clock.currentTimeMillis() - millis) / MILLIS_PER_SECOND;
    }

    private void addSplit(Samples samples, String pipeline, String job, JobMetrics.SplitMetrics split) {
        SplitProgress progress = split.progress();
        String[] labels = {pipeline, job, Integer.toString(split.nodeId()), progress.split()};
        if (progress.lagRecords() >= 0) {
            samples.add(Metric.SPLIT_LAG_RECORDS, progress.lagRecords(), labels);
        }
        if (progress.lagRecords() == 0) {
            samples.add(Metric.SPLIT_LAG, 0, labels);
        } else if (progress.newestRecordMillis() >= 0) {
            samples.add(Metric.SPLIT_LAG, Math.max(0, age(progress.newestRecordMillis())), labels);
        }
        if (progress.position() >= 0) {
            samples.add(Metric.SPLIT_POSITION, progress.position(), labels);
        }
        if (progress.bytes() >= 0) {
            samples.add(Metric.SPLIT_BYTES, progress.bytes(), labels);
        }
    }

    private void addEpochs(Samples samples, String pipeline, String job, EpochMetrics epochs) {
        EpochMetrics.Epoch last = epochs.last();
        samples.add(Metric.EPOCHS, epochs.completedCount(), pipeline, job)
                .add(Metric.EPOCH_DURATION, epochs.durations(), pipeline, job)
                .add(Metric.EPOCH_BYTES_TOTAL, epochs.totalBytes(), pipeline, job)
                .add(Metric.EPOCH_STORAGE_FAILURES, epochs.storageFailureCount(), pipeline, job);
        if (last.epoch() > 0) {
            samples.add(Metric.EPOCH_NUMBER, last.epoch(), pipeline, job)
                    .add(Metric.EPOCH_LAST, last.nanos() / NANOS_PER_SECOND, pipeline, job)
                    .add(Metric.EPOCH_COMMIT, last.commitNanos() / NANOS_PER_SECOND, pipeline, job)
                    .add(Metric.EPOCH_ALIGNMENT, last.alignmentNanos() / NANOS_PER_SECOND, pipeline, job)
                    .add(Metric.EPOCH_PAUSE, last.pauseNanos() / NANOS_PER_SECOND, pipeline, job)
                    .add(Metric.EPOCH_BYTES, last.bytes(), pipeline, job)
                    .add(Metric.EPOCH_AGE, age(last.atMillis()), pipeline, job);
        }
    }

    /** The greatest duration of a bucket, in seconds. */
    static double boundSeconds(int bucket) {
        return DurationHistogram.boundNanos(bucket) / (double) TimeUnit.SECONDS.toNanos(1);
    }
}
