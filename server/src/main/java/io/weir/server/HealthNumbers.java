package io.weir.server;

import io.weir.engine.time.Clock;
import io.weir.server.health.HealthInput;
import io.weir.server.health.PipelineHealth;
import io.weir.server.health.ProcessProbe;
import io.weir.server.pipeline.PipelineAnswers;
import io.weir.server.pipeline.PipelineReport;
import io.weir.server.pipeline.Pipelines;
import io.weir.server.pipeline.ServedPipeline;
import io.weir.server.report.DayLog;
import io.weir.server.report.PipelineLook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.flink.util.TimeUtils;

/** Gathers the numbers that the rules of health look at; asked by one thread. */
final class HealthNumbers implements Supplier<HealthInput> {
    private static final String INTERVAL = "execution.checkpointing.interval";
    private static final long INTERVAL_MILLIS = 1000;
    private static final String MIN_PAUSE = "execution.checkpointing.min-pause";
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Pipelines pipelines;
    private final PipelineReport report;
    private final Clock clock;
    private final DayLog days;
    private final ProcessProbe process;
    private final Map<String, PipelineMeter> meters = new HashMap<>();

    /** Gives the numbers; the log of the day is told them too. */
    HealthNumbers(Pipelines pipelines, PipelineReport report, Clock clock, DayLog days) {
        this.pipelines = pipelines;
        this.report = report;
        this.clock = clock;
        this.days = days;
        process = new ProcessProbe(clock);
    }

    @Override
    public HealthInput get() {
        List<PipelineHealth> all = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (ServedPipeline pipeline : pipelines.all()) {
            names.add(pipeline.name());
            all.add(of(pipeline));
        }
        meters.keySet().retainAll(names);
        return new HealthInput(process.look(), all);
    }

    private PipelineHealth of(ServedPipeline pipeline) {
        PipelineAnswers.One now = report.of(pipeline);
        PipelineHealth.Builder health = new PipelineHealth.Builder(
                        now.name(),
                        PipelineHealth.State.valueOf(now.state().name()),
                        now.error() == null ? "" : now.error(),
                        now.restarts())
                .errorKind(pipeline.errorKind().orElse(""))
                .configuration(configuration(pipeline));
        if (now.rowsIn() != null) {
            health.events(now.rowsIn() + now.skippedRecords(), now.skippedRecords() + now.droppedRows());
            health.stateBytes(
                    (double) now.stateBytes(), (double) Runtime.getRuntime().maxMemory());
        }
        if (now.epochMillis() != null) {
            health.epochMillis(now.epochMillis());
            underWayMillis(pipeline).ifPresent(health::epochUnderWay);
        }
        meters.computeIfAbsent(now.name(), name -> new PipelineMeter())
                .look(clock.nanoTime(), clock.currentTimeMillis(), pipeline.jobs(), health);
        PipelineHealth built = health.build();
        days.add(look(now, built));
        return built;
    }

    private static PipelineLook look(PipelineAnswers.One now, PipelineHealth health) {
        return new PipelineLook(
                now.name(),
                health.state() == PipelineHealth.State.RUNNING,
                now.rowsIn() == null ? 0 : now.rowsIn(),
                now.rowsOut() == null ? 0 : now.rowsOut(),
                now.skippedRecords() + now.droppedRows(),
                now.lateRows(),
                now.restarts(),
                health.lagMillis(),
                health.latencyMillis(),
                health.epochMillis());
    }

    /** For how long the epochs under way have been expected: one begins an interval after the one before. */
    private OptionalDouble underWayMillis(ServedPipeline pipeline) {
        Map<String, String> configuration = configuration(pipeline);
        long interval = millis(configuration, INTERVAL, INTERVAL_MILLIS);
        long pause = millis(configuration, MIN_PAUSE, 0);
        return pipeline.jobs().stream()
                .filter(job -> !job.run().hasEnded())
                .flatMap(job -> job.run().metrics().stream())
                .map(metrics -> metrics.epochs().last())
                .filter(last -> last.epoch() > 0)
                .mapToDouble(last -> {
                    long begin = last.atMillis() - last.nanos() / NANOS_PER_MILLI;
                    return (double) (clock.currentTimeMillis() - Math.max(last.atMillis() + pause, begin + interval));
                })
                .filter(millis -> millis > 0)
                .max();
    }

    private static long millis(Map<String, String> configuration, String key, long otherwise) {
        String text = configuration.get(key);
        try {
            return text == null ? otherwise : TimeUtils.parseDuration(text).toMillis();
        } catch (IllegalArgumentException e) {
            // Whoever runs the pipeline has said so.
            return otherwise;
        }
    }

    private static Map<String, String> configuration(ServedPipeline pipeline) {
        return pipeline.jobs().isEmpty()
                ? Map.of()
                : pipeline.jobs().get(0).planned().configuration();
    }
}
