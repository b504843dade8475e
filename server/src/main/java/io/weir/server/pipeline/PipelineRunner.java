package io.weir.server.pipeline;

import io.weir.columnar.Batch;
import io.weir.connector.console.ResultConsumer;
import io.weir.engine.spi.SinkRequest;
import io.weir.flink.PlanCache;
import io.weir.flink.PlannedScript;
import io.weir.flink.PlannedStatement;
import io.weir.library.run.JobRun;
import io.weir.library.run.JobRunner;
import io.weir.library.run.RunState;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plans scripts and starts their jobs, in the way that is the same for all pipelines of a server. */
final class PipelineRunner {
    private static final Logger LOG = LoggerFactory.getLogger(PipelineRunner.class);

    /** No job of a served pipeline is a SELECT. */
    private static final ResultConsumer NO_CONSUMER = new ResultConsumer() {
        @Override
        public void open(SinkRequest request) {}

        @Override
        public void accept(Batch batch) {}
    };

    private final JobRunner jobs;
    private final PlanCache plans;
    private final Map<String, String> configuration;
    private final Optional<String> state;
    /** One script at a time: planning is much work and little waiting. */
    private final ReentrantLock planning = new ReentrantLock();

    /**
     * Makes a runner.
     *
     * @param configuration options as SET would give them
     * @param state the folder, or {@code s3://bucket/prefix}, below which pipelines keep their epochs
     */
    PipelineRunner(JobRunner jobs, PlanCache plans, Map<String, String> configuration, Optional<String> state) {
        this.jobs = jobs;
        this.plans = plans;
        this.configuration = Map.copyOf(configuration);
        this.state = state;
    }

    /**
     * Plans a script.
     *
     * @throws WeirException if it is wrong, or there is something in it that cannot be served
     */
    PlannedScript plan(String sql, Path file) {
        PlannedScript script;
        planning.lock();
        try {
            script = plans.plan(sql, file.toString(), configuration);
        } finally {
            planning.unlock();
        }
        if (script.jobs().isEmpty()) {
            throw new WeirException(
                    ErrorCode.SQL_UNSUPPORTED,
                    "There is no INSERT in this file, so that there is nothing to run",
                    file.toString(),
                    "Add an INSERT INTO, for instance into a table with 'connector' = 'view'",
                    null);
        }
        for (PlannedStatement.Job job : script.jobs()) {
            if (job instanceof PlannedStatement.SelectJob) {
                throw new WeirException(
                        ErrorCode.SQL_UNSUPPORTED,
                        "The rows of a SELECT have nowhere to go in a pipeline that is served",
                        file + ":" + job.line(),
                        "INSERT INTO a table with 'connector' = 'view', which can be read while the pipeline runs",
                        null);
            }
        }
        return script;
    }

    /** The secrets of two versions of a script, and of the options that all have. */
    Secrets secrets(String sql, String other) {
        return Secrets.of(sql + "\n" + other, configuration);
    }

    /** Starts a job where its newest epoch ends. */
    JobRun start(String pipeline, PlannedStatement.Job job, int number, Secrets secrets) {
        RunState place = new RunState(pipeline, state.map(folder -> folder + "/" + pipeline), false);
        return jobs.start(
                job,
                NO_CONSUMER,
                place,
                number,
                line -> LOG.warn("Pipeline {}, job {}: {}", pipeline, number, secrets.mask(line)));
    }
}
