package io.weir.flink.cluster;

import java.util.OptionalLong;

/**
 * One attempt of the cluster to run a task.
 *
 * @param number from 0
 * @param hasEnded whether it came to an end, in whatever way; only then its rows are final
 * @param rows how many it has taken and given; empty if the cluster does not know
 */
record ClusterAttempt(int number, boolean hasEnded, OptionalLong rows) {}
