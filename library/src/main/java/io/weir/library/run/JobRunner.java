package io.weir.library.run;

import io.weir.connector.console.ResultConsumer;
import io.weir.connector.console.ResultSinkFactory;
import io.weir.engine.pipeline.ConnectorRegistry;
import io.weir.engine.pipeline.NativePipeline;
import io.weir.engine.pipeline.NodeSupport;
import io.weir.engine.pipeline.PipelineOptions;
import io.weir.engine.pipeline.PipelineState;
import io.weir.engine.pipeline.SinkPromise;
import io.weir.engine.spi.SinkFactory;
import io.weir.engine.spi.SourceFactory;
import io.weir.flink.PlannedStatement;
import io.weir.flink.connector.ViewTableFactory;
import io.weir.plan.CompiledPlan;
import io.weir.plan.CompiledPlanReader;
import io.weir.plan.ErrorCode;
import io.weir.plan.NotNativeException;
import io.weir.plan.WeirException;
import io.weir.plan.node.PlanNode;
import io.weir.plan.node.SinkNode;
import io.weir.plan.node.TableSourceScanNode;
import io.weir.plan.table.PlanTable;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Starts planned jobs on the engine of choice. */
public final class JobRunner {
    private static final String ONLY_A_BATCH = "this statement cannot be planned as a stream";

    private static final ResultConsumer NO_CONSUMER = new ResultConsumer() {
        @Override
        public void open(io.weir.engine.spi.SinkRequest request) {}

        @Override
        public void accept(io.weir.columnar.Batch batch) {}
    };

    private final RunOptions options;
    private final List<SourceFactory> sources;
    private final List<SinkFactory> sinks;

    public JobRunner(RunOptions options) {
        this(options, List.of());
    }

    /** @param sources connectors beside those that are found on the classpath */
    public JobRunner(RunOptions options, List<SourceFactory> sources) {
        this(options, sources, List.of());
    }

    /**
     * Makes a runner with connectors of its own beside those that are found on the classpath; they win over those of
     * the same name.
     */
    public JobRunner(RunOptions options, List<SourceFactory> sources, List<SinkFactory> sinks) {
        this.options = options;
        this.sources = List.copyOf(sources);
        this.sinks = List.copyOf(sinks);
    }

    /**
     * Starts a job.
     *
     * @param consumer takes the rows, if the job is a SELECT
     * @throws NotNativeException if only the native engine may run it, and cannot
     */
    public JobRun start(PlannedStatement.Job planned, ResultConsumer consumer) {
        return start(planned, consumer, Optional.empty());
    }

    /**
     * Starts a script's job where its newest epoch ends, if there is one, and again after a failure, as its restart
     * strategy says. The rows of a SELECT are not kept anywhere, so it always begins anew.
     *
     * @param number the job's number in its script, from 1
     * @param log is told of each failure after which the job begins again
     * @throws NotNativeException as above
     */
    public JobRun start(
            PlannedStatement.Job planned,
            ResultConsumer consumer,
            RunState runState,
            int number,
            Consumer<String> log) {
        if (planned instanceof PlannedStatement.SelectJob) {
            return start(planned, consumer);
        }
        Optional<PipelineState> state = Optional.of(runState.of(number, planned.configuration()));
        JobRun first = start(planned, consumer, state);
        if (!(first instanceof NativeRun run)) {
            return first;
        }
        RestartStrategy strategy = RestartStrategy.of(planned.configuration(), run.savesEpochs(), options.clock());
        return new RestartingRun(first, () -> start(planned, consumer, state), strategy, log);
    }

    /**
     * Starts any job where its newest epoch ends, if there is one.
     *
     * @param state where its epochs are; empty if none are saved
     * @throws NotNativeException as above
     */
    public JobRun start(PlannedStatement.Job planned, ResultConsumer consumer, Optional<PipelineState> state) {
        JobJars jars = JobJars.of(planned.configuration());
        PipelineOptions pipelineOptions = pipelineOptions(planned, jars);
        if (options.engine() == EngineChoice.FLINK) {
            jars.close();
            refuseViews(planned, "the engine was chosen");
            return LocalFlinkRun.start(planned, pipelineOptions, Optional.empty(), consumer);
        }
        boolean isStarted = false;
        try {
            NativeRun run =
                    new NativeRun(pipeline(planned, pipelineOptions, consumer).start("weir", state), jars);
            isStarted = true;
            return run;
        } catch (NotNativeException e) {
            if (options.engine() == EngineChoice.NATIVE) {
                throw e;
            }
            refuseViews(planned, e.what());
            return LocalFlinkRun.start(planned, pipelineOptions, Optional.of(e.what()), consumer);
        } finally {
            if (!isStarted) {
                jars.close();
            }
        }
    }

    /** Views are in this process, in the engine's own form: a job on Flink can neither read nor write them. */
    private static void refuseViews(PlannedStatement.Job planned, String reason) {
        for (PlanNode node : planned.plan().map(CompiledPlan::nodes).orElse(List.of())) {
            Optional<PlanTable> table = node instanceof TableSourceScanNode scan
                    ? Optional.of(scan.table())
                    : node instanceof SinkNode sink ? Optional.of(sink.table()) : Optional.empty();
            if (table.isPresent() && table.get().connector().equals(ViewTableFactory.IDENTIFIER)) {
                throw new WeirException(
                        ErrorCode.SQL_UNSUPPORTED,
                        "Views are kept by Weir's engine, and this query would run on Flink: " + reason,
                        "table " + table.get().identifier(),
                        "Run it with --engine native, and change what is not native ('./weir explain' shows it); or"
                                + " write to 'upsert-kafka' or 'jdbc', which Flink can",
                        null);
            }
        }
    }

    /** Says of each node of a job whether it is native. */
    public List<NodeSupport> support(PlannedStatement.Job planned) {
        try (JobJars jars = JobJars.of(planned.configuration())) {
            return pipeline(planned, pipelineOptions(planned, jars), NO_CONSUMER)
                    .support();
        }
    }

    /**
     * Says what is promised of each sink of a job that is native.
     *
     * @throws NotNativeException if it is not
     */
    public List<SinkPromise> promises(PlannedStatement.Job planned) {
        try (JobJars jars = JobJars.of(planned.configuration())) {
            return pipeline(planned, pipelineOptions(planned, jars), NO_CONSUMER)
                    .promises();
        }
    }

    private PipelineOptions pipelineOptions(PlannedStatement.Job planned, JobJars jars) {
        return new PipelineOptions(
                planned.configuration(),
                options.parallelism(planned.configuration()),
                options.batchRowsMax(),
                options.clock(),
                jars.classLoader());
    }

    private NativePipeline pipeline(PlannedStatement.Job planned, PipelineOptions options, ResultConsumer consumer) {
        ConnectorRegistry connectors = ConnectorRegistry.discover(options.classLoader());
        connectors.add(new ResultSinkFactory(consumer));
        sources.forEach(connectors::add);
        sinks.forEach(connectors::add);
        if (!planned.hasPlan()) {
            throw new NotNativeException(ONLY_A_BATCH);
        }
        CompiledPlan plan = CompiledPlanReader.read(planned.planJson(), options.classLoader());
        return new NativePipeline(plan, connectors, options);
    }
}
