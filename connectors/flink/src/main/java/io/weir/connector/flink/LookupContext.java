package io.weir.connector.flink;

import io.weir.engine.spi.SourceRequest;
import java.util.Map;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.table.functions.FunctionContext;

/** What a lookup function learns of its surroundings. Metrics may be registered and go nowhere. */
final class LookupContext extends FunctionContext {
    private final RunInfo info;
    private final Map<String, String> jobParameters;
    private final MetricGroup metrics = new UnregisteredMetricsGroup();

    LookupContext(SourceRequest request, int instance, ClassLoader classLoader) {
        super(null, classLoader, null);
        info = new RunInfo(request.table(), instance, request.parallelism());
        jobParameters = Configuration.fromMap(request.configuration()).get(PipelineOptions.GLOBAL_JOB_PARAMETERS);
    }

    @Override
    public TaskInfo getTaskInfo() {
        return info;
    }

    @Override
    public MetricGroup getMetricGroup() {
        return metrics;
    }

    @Override
    public String getJobParameter(String key, String defaultValue) {
        return jobParameters.getOrDefault(key, defaultValue);
    }
}
