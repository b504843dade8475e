package io.weir.server;

import io.weir.engine.time.Clock;
import io.weir.server.health.HealthInput;
import io.weir.server.health.PipelineHealth;
import io.weir.server.health.ProcessProbe;
import io.weir.server.pipeline.PipelineAnswers;
import io.weir.server.pipeline.PipelineReport;
import io.weir.server.pipeline.Pipelines;
import io.weir.server.pipeline.ServedPipeline;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Gathers the numbers that the rules of health look at. */
final class HealthNumbers implements Supplier<HealthInput> {
    private final Pipelines pipelines;
    private final PipelineReport report;
    private final ProcessProbe process;

    HealthNumbers(Pipelines pipelines, PipelineReport report, Clock clock) {
        this.pipelines = pipelines;
        this.report = report;
        process = new ProcessProbe(clock);
    }

    @Override
    public HealthInput get() {
        return new HealthInput(
                process.look(), pipelines.all().stream().map(this::of).toList());
    }

    private PipelineHealth of(ServedPipeline pipeline) {
        PipelineAnswers.One now = report.of(pipeline);
        PipelineHealth.Builder builder = new PipelineHealth.Builder(
                        now.name(),
                        PipelineHealth.State.valueOf(now.state().name()),
                        now.error() == null ? "" : now.error(),
                        now.restarts())
                .errorKind(pipeline.errorKind().orElse(""))
                .configuration(configuration(pipeline));
        if (now.rowsIn() != null) {
            long failed = now.skippedRecords() + now.droppedRows();
            builder.events(now.rowsIn() + now.skippedRecords(), failed);
            builder.stateBytes(now.stateBytes(), Runtime.getRuntime().maxMemory());
        }
        return builder.lag(number(now.lagMillis()), "")
                .epochMillis(number(now.epochMillis()))
                .build();
    }

    private static Map<String, String> configuration(ServedPipeline pipeline) {
        return pipeline.jobs().isEmpty()
                ? Map.of()
                : pipeline.jobs().get(0).planned().configuration();
    }

    private static double number(@Nullable Number number) {
        return number == null ? Double.NaN : number.doubleValue();
    }
}
