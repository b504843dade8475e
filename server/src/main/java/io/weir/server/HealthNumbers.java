package io.weir.server;

import io.weir.engine.time.Clock;
import io.weir.server.health.HealthInput;
import io.weir.server.health.PipelineHealth;
import io.weir.server.health.ProcessProbe;
import io.weir.server.pipeline.PipelineAnswers;
import io.weir.server.pipeline.PipelineReport;
import io.weir.server.pipeline.Pipelines;
import io.weir.server.pipeline.ServedPipeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Gathers the numbers that the rules of health look at; asked by one thread. */
final class HealthNumbers implements Supplier<HealthInput> {
    private final Pipelines pipelines;
    private final PipelineReport report;
    private final Clock clock;
    private final ProcessProbe process;
    private final Map<String, PipelineMeter> meters = new HashMap<>();

    HealthNumbers(Pipelines pipelines, PipelineReport report, Clock clock) {
        this.pipelines = pipelines;
        this.report = report;
        this.clock = clock;
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
        }
        meters.computeIfAbsent(now.name(), name -> new PipelineMeter())
                .look(clock.nanoTime(), clock.currentTimeMillis(), pipeline.jobs(), health);
        return health.build();
    }

    private static Map<String, String> configuration(ServedPipeline pipeline) {
        return pipeline.jobs().isEmpty()
                ? Map.of()
                : pipeline.jobs().get(0).planned().configuration();
    }
}
