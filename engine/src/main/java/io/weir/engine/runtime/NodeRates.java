package io.weir.engine.runtime;

import io.weir.engine.runtime.JobMetrics.NodeMetrics;

/**
 * What a node did between two readings of its counters, by the second; shares are of the time of its instances, from 0
 * to 1.
 *
 * @param busyShare of the time, what went into the node itself
 * @param backpressuredShare of the time, what it could not go on because what comes behind it took nothing
 * @param idleShare of the time, what there was nothing to do; what is left over, others of its thread were at work
 * @param busyShareMax of the instance that was busiest
 * @param queueShare how full the channels into it are at the second reading; 0 if it has none
 */
public record NodeRates(
        int id,
        double rowsInPerSecond,
        double rowsOutPerSecond,
        double bytesInPerSecond,
        double bytesOutPerSecond,
        double busyShare,
        double backpressuredShare,
        double idleShare,
        double busyShareMax,
        double queueShare) {

    private static final double NANOS_PER_SECOND = 1e9;

    /** The rates between two readings that are this far apart; of one reading, that is, twice the same, all are 0. */
    public static NodeRates between(NodeMetrics before, NodeMetrics after, long elapsedNanos) {
        double seconds = (double) elapsedNanos / NANOS_PER_SECOND;
        long instanceNanos = elapsedNanos * Math.max(1, after.instances().size());
        double busiest = 0;
        for (int i = 0; i < after.instances().size() && i < before.instances().size(); i++) {
            busiest = Math.max(
                    busiest,
                    share(
                            after.instances().get(i).busyNanos()
                                    - before.instances().get(i).busyNanos(),
                            elapsedNanos));
        }
        return new NodeRates(
                after.id(),
                rate(after.rowsIn() - before.rowsIn(), seconds),
                rate(after.rowsOut() - before.rowsOut(), seconds),
                rate(after.bytesIn() - before.bytesIn(), seconds),
                rate(after.bytesOut() - before.bytesOut(), seconds),
                share(after.busyNanos() - before.busyNanos(), instanceNanos),
                share(after.backpressuredNanos() - before.backpressuredNanos(), instanceNanos),
                share(after.idleNanos() - before.idleNanos(), instanceNanos),
                busiest,
                share(after.queueSize(), after.queueCapacity()));
    }

    /** A counter that has gone back belongs to a run that began again: it counts from zero, that is, not at all yet. */
    private static double rate(long difference, double seconds) {
        return seconds <= 0 ? 0 : (double) Math.max(0, difference) / seconds;
    }

    private static double share(long part, long whole) {
        return whole <= 0 ? 0 : Math.min(1, (double) Math.max(0, part) / whole);
    }
}
