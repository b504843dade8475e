package io.weir.flink.cluster;

/**
 * How a job on a cluster does.
 *
 * @param checkpoints how many were completed
 * @param failedCheckpoints how many were not
 * @param lastMillis how long the newest one took
 * @param lastBytes how much state it holds
 * @param restores how often the job went on from a checkpoint or savepoint
 */
public record ClusterProgress(
        long checkpoints, long failedCheckpoints, long lastMillis, long lastBytes, long restores) {}
