package io.weir.flink.cluster;

/**
 * What a cluster says of itself.
 *
 * @param version of Flink
 * @param taskManagers the number of its workers
 * @param slots how many instances can run at once
 * @param freeSlots how many more can
 */
public record ClusterOverview(String version, int taskManagers, int slots, int freeSlots) {}
