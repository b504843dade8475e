package io.weir.library.run;

import io.weir.columnar.Batch;
import io.weir.engine.runtime.Job;
import io.weir.engine.runtime.JobMetrics;
import io.weir.engine.spi.SourceProgress;
import java.util.Optional;
import java.util.OptionalLong;

/** A job on the native engine. */
final class NativeRun implements JobRun {
    private final Job job;
    private final JobJars jars;

    /**
     * Makes a run.
     *
     * @param jars closed with the run
     */
    NativeRun(Job job, JobJars jars) {
        this.job = job;
        this.jars = jars;
    }

    /** True if the job can go on where its last epoch ends. */
    boolean savesEpochs() {
        return job.savesEpochs();
    }

    @Override
    public String engine() {
        return "native";
    }

    @Override
    public Optional<String> reason() {
        return Optional.empty();
    }

    @Override
    public void await() throws InterruptedException {
        job.await();
    }

    @Override
    public boolean hasEnded() {
        return job.hasEnded();
    }

    @Override
    public void stop() {
        job.stop();
    }

    @Override
    public RunStatus status() {
        JobMetrics metrics = job.metrics();
        SourceProgress sources = metrics.sources();
        long dropped = metrics.nodes().stream()
                .mapToLong(JobMetrics.NodeMetrics::droppedRows)
                .sum();
        long duplicates = metrics.nodes().stream()
                .mapToLong(JobMetrics.NodeMetrics::duplicateRows)
                .sum();
        long watermark = metrics.watermark();
        boolean hasWatermark = watermark != Batch.NO_WATERMARK && watermark != Long.MAX_VALUE;
        return new RunStatus(
                metrics.elapsedNanos(),
                metrics.rowsIn(),
                metrics.rowsOut(),
                sources.bytes(),
                metrics.lateRows(),
                dropped,
                duplicates,
                sources.skippedRecords(),
                metrics.nodes().stream()
                        .mapToLong(JobMetrics.NodeMetrics::stateBytes)
                        .sum(),
                hasWatermark ? OptionalLong.of(watermark) : OptionalLong.empty(),
                sources.lagRecords() >= 0 ? OptionalLong.of(sources.lagRecords()) : OptionalLong.empty(),
                metrics.epochs().completedCount(),
                metrics.epochs().restoredEpoch());
    }

    @Override
    public Optional<JobMetrics> metrics() {
        return Optional.of(job.metrics());
    }

    @Override
    public void close() {
        try {
            job.close();
        } finally {
            jars.close();
        }
    }
}
