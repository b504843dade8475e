package io.weir.server.pipeline;

import io.weir.engine.runtime.EpochMetrics;
import io.weir.engine.runtime.JobMetrics;
import io.weir.engine.time.Clock;
import io.weir.library.run.RunStatus;
import io.weir.plan.node.SinkNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/** Says how a pipeline does, from the counters of its jobs. */
public final class PipelineReport {
    private static final String VIEW = "view";

    private final Clock clock;

    public PipelineReport(Clock clock) {
        this.clock = clock;
    }

    /** How a pipeline does now. */
    public PipelineAnswers.One of(ServedPipeline pipeline) {
        List<ServedJob> jobs = pipeline.jobs();
        List<RunStatus> statuses = jobs.stream().map(job -> job.run().status()).toList();
        boolean isKnown = !statuses.isEmpty();
        RateMeter.Rates rates = pipeline.rates();
        OptionalLong watermark = statuses.stream()
                .flatMapToLong(status -> status.watermarkMillis().stream())
                .min();
        OptionalLong lag = statuses.stream()
                .map(RunStatus::lagRecords)
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .reduce(Long::sum);
        OptionalLong lagMillis = jobs.stream()
                .flatMap(job -> job.run().metrics().stream())
                .flatMapToLong(metrics -> metrics.lagMillis().stream())
                .max();
        List<EpochMetrics> epochs = jobs.stream()
                .flatMap(job -> job.run().metrics().map(JobMetrics::epochs).stream())
                .filter(epoch -> epoch.lastEpoch() > 0)
                .toList();
        boolean hasEpochs = !epochs.isEmpty();
        return new PipelineAnswers.One(
                pipeline.name(),
                pipeline.state(),
                engine(jobs),
                jobs.stream()
                        .flatMap(job -> job.run().reason().stream())
                        .findFirst()
                        .orElse(null),
                pipeline.error().orElse(null),
                pipeline.startedAt().orElse(null),
                pipeline.restarts(),
                isKnown ? sum(statuses, status -> Math.max(0, status.rowsIn())) : null,
                isKnown ? sum(statuses, status -> Math.max(0, status.rowsOut())) : null,
                rates.rowsIn(),
                rates.rowsOut(),
                rates.bytesIn(),
                lag.isPresent() ? lag.getAsLong() : null,
                lagMillis.isPresent() ? lagMillis.getAsLong() : null,
                watermark.isPresent() ? instant(watermark.getAsLong()) : null,
                watermark.isPresent() ? clock.currentTimeMillis() - watermark.getAsLong() : null,
                sum(statuses, RunStatus::lateRows),
                sum(statuses, RunStatus::droppedRows),
                sum(statuses, RunStatus::skippedRecords),
                sum(statuses, RunStatus::stateBytes),
                hasEpochs
                        ? epochs.stream()
                                .mapToLong(EpochMetrics::lastEpoch)
                                .max()
                                .getAsLong()
                        : null,
                hasEpochs
                        ? epochs.stream()
                                        .mapToLong(EpochMetrics::lastNanos)
                                        .max()
                                        .getAsLong()
                                / 1e6
                        : null,
                hasEpochs ? epochs.stream().mapToLong(EpochMetrics::lastBytes).sum() : null,
                hasEpochs
                        ? instant(epochs.stream()
                                .mapToLong(epoch -> epoch.last().atMillis())
                                .max()
                                .getAsLong())
                        : null,
                views(jobs));
    }

    private static @org.jspecify.annotations.Nullable String engine(List<ServedJob> jobs) {
        Optional<String> other = jobs.stream()
                .map(job -> job.run().engine())
                .filter(engine -> !engine.equals("native"))
                .findFirst();
        return jobs.isEmpty() ? null : other.orElse("native");
    }

    private static long sum(List<RunStatus> statuses, ToLongFunction<RunStatus> what) {
        return statuses.stream().mapToLong(what).sum();
    }

    private static Instant instant(long millis) {
        return Instant.ofEpochMilli(millis);
    }

    /** The names of the views that a pipeline's jobs write. */
    public static List<String> views(List<ServedJob> jobs) {
        List<String> views = new ArrayList<>();
        jobs.forEach(job -> job.plan()
                .ifPresent(plan -> plan.nodes().forEach(node -> {
                    if (node instanceof SinkNode sink
                            && sink.table().connector().equals(VIEW)) {
                        views.add(
                                sink.table().option("name").orElse(sink.table().name()));
                    }
                })));
        return List.copyOf(views);
    }
}
