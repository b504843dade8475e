package io.weir.connector.flink;

import io.weir.engine.spi.SinkRequest;
import java.util.OptionalLong;
import org.apache.flink.api.common.JobInfo;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.OperatorIOMetricGroup;
import org.apache.flink.metrics.groups.SinkCommitterMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** What the committer of a sink is given; there is one for each writer. */
record CommitterContext(SinkRequest request, int instance, OptionalLong restoredEpoch) implements CommitterInitContext {
    @Override
    public SinkCommitterMetricGroup metricGroup() {
        return new CommitterMetrics();
    }

    @Override
    public OptionalLong getRestoredCheckpointId() {
        return restoredEpoch;
    }

    @Override
    public JobInfo getJobInfo() {
        return new RunInfo(request.table(), instance, request.parallelism());
    }

    @Override
    public TaskInfo getTaskInfo() {
        return new RunInfo(request.table(), instance, request.parallelism());
    }

    /** Counters that nobody reads. */
    private static final class CommitterMetrics extends UnregisteredMetricsGroup implements SinkCommitterMetricGroup {
        @Override
        public OperatorIOMetricGroup getIOMetricGroup() {
            return createOperatorIOMetricGroup();
        }

        @Override
        public Counter getNumCommittablesTotalCounter() {
            return new SimpleCounter();
        }

        @Override
        public Counter getNumCommittablesFailureCounter() {
            return new SimpleCounter();
        }

        @Override
        public Counter getNumCommittablesRetryCounter() {
            return new SimpleCounter();
        }

        @Override
        public Counter getNumCommittablesSuccessCounter() {
            return new SimpleCounter();
        }

        @Override
        public Counter getNumCommittablesAlreadyCommittedCounter() {
            return new SimpleCounter();
        }

        @Override
        public void setCurrentPendingCommittablesGauge(Gauge<Integer> gauge) {}
    }
}
