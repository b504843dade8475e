package io.weir.library.run;

import io.weir.connector.console.ResultConsumer;
import io.weir.connector.console.ResultSinkFactory;
import io.weir.engine.pipeline.ConnectorRegistry;
import io.weir.engine.pipeline.NativePipeline;
import io.weir.engine.pipeline.NodeSupport;
import io.weir.engine.pipeline.PipelineOptions;
import io.weir.engine.spi.SourceFactory;
import io.weir.flink.PlannedStatement;
import io.weir.plan.CompiledPlan;
import io.weir.plan.CompiledPlanReader;
import io.weir.plan.NotNativeException;
import java.util.List;
import java.util.Optional;

/** Starts planned jobs on the engine of choice. */
public final class JobRunner {
    private final RunOptions options;
    private final List<SourceFactory> sources;

    public JobRunner(RunOptions options) {
        this(options, List.of());
    }

    /** @param sources connectors beside those that are found on the classpath */
    public JobRunner(RunOptions options, List<SourceFactory> sources) {
        this.options = options;
        this.sources = List.copyOf(sources);
    }

    /**
     * Starts a job.
     *
     * @param consumer takes the rows, if the job is a SELECT
     * @throws NotNativeException if only the native engine may run it, and cannot
     */
    public JobRun start(PlannedStatement.Job planned, ResultConsumer consumer) {
        PipelineOptions pipelineOptions = pipelineOptions(planned);
        if (options.engine() == EngineChoice.FLINK) {
            return LocalFlinkRun.start(planned, pipelineOptions, Optional.empty(), consumer);
        }
        try {
            return new NativeRun(pipeline(planned, pipelineOptions, consumer).start("weir"));
        } catch (NotNativeException e) {
            if (options.engine() == EngineChoice.NATIVE) {
                throw e;
            }
            return LocalFlinkRun.start(planned, pipelineOptions, Optional.of(e.what()), consumer);
        }
    }

    /** Says of each node of a job whether it is native. */
    public List<NodeSupport> support(PlannedStatement.Job planned) {
        return pipeline(planned, pipelineOptions(planned), NO_CONSUMER).support();
    }

    private static final ResultConsumer NO_CONSUMER = new ResultConsumer() {
        @Override
        public void open(io.weir.engine.spi.SinkRequest request) {}

        @Override
        public void accept(io.weir.columnar.Batch batch) {}
    };

    private PipelineOptions pipelineOptions(PlannedStatement.Job planned) {
        return new PipelineOptions(
                planned.configuration(),
                options.parallelism(planned.configuration()),
                options.batchRowsMax(),
                options.clock());
    }

    private NativePipeline pipeline(PlannedStatement.Job planned, PipelineOptions options, ResultConsumer consumer) {
        ConnectorRegistry connectors = ConnectorRegistry.discover(JobRunner.class.getClassLoader());
        connectors.add(new ResultSinkFactory(consumer));
        sources.forEach(connectors::add);
        CompiledPlan plan = CompiledPlanReader.read(planned.planJson());
        return new NativePipeline(plan, connectors, options);
    }
}
