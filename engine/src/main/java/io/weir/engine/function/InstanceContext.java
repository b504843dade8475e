package io.weir.engine.function;

import java.util.Map;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.table.functions.FunctionContext;

/**
 * What a function learns of its surroundings in {@code open}: which instance it is, job parameters
 * ({@code pipeline.global-job-parameters}) and its class loader. Metrics may be registered and go nowhere.
 */
public final class InstanceContext extends FunctionContext {
    private final TaskInfo task;
    private final Map<String, String> jobParameters;
    private final MetricGroup metrics = new UnregisteredMetricsGroup();

    /**
     * Makes a context.
     *
     * @param instance the number of the operator instance, from 0
     * @param parallelism the number of instances
     */
    public InstanceContext(UserFunctions functions, int instance, int parallelism) {
        super(null, functions.classLoader(), null);
        this.task = new Task(instance, parallelism);
        this.jobParameters =
                Configuration.fromMap(functions.configuration()).get(PipelineOptions.GLOBAL_JOB_PARAMETERS);
    }

    @Override
    public TaskInfo getTaskInfo() {
        return task;
    }

    @Override
    public MetricGroup getMetricGroup() {
        return metrics;
    }

    @Override
    public String getJobParameter(String key, String defaultValue) {
        return jobParameters.getOrDefault(key, defaultValue);
    }

    private record Task(int instance, int parallelism) implements TaskInfo {
        @Override
        public String getTaskName() {
            return "weir";
        }

        @Override
        public int getMaxNumberOfParallelSubtasks() {
            return parallelism;
        }

        @Override
        public int getIndexOfThisSubtask() {
            return instance;
        }

        @Override
        public int getNumberOfParallelSubtasks() {
            return parallelism;
        }

        @Override
        public int getAttemptNumber() {
            return 0;
        }

        @Override
        public String getTaskNameWithSubtasks() {
            return "weir (" + (instance + 1) + "/" + parallelism + ")";
        }

        @Override
        public String getAllocationIDAsString() {
            return "";
        }
    }
}
