package io.weir.connector.flink;

import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobInfo;
import org.apache.flink.api.common.TaskInfo;

/** What a sink may ask about the run that it is part of. */
record RunInfo(String name, int instance, int parallelism) implements JobInfo, TaskInfo {
    private static final JobID ID = new JobID();

    @Override
    public JobID getJobId() {
        return ID;
    }

    @Override
    public String getJobName() {
        return "weir";
    }

    @Override
    public String getTaskName() {
        return name;
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
        return name + " (" + (instance + 1) + "/" + parallelism + ")";
    }

    @Override
    public String getAllocationIDAsString() {
        return name + "-" + instance;
    }
}
