package io.weir.server.health;

/**
 * The numbers of the process at one moment; NaN where one is not known.
 *
 * @param cpuShare the share of all processors that is busy, 0 to 1
 * @param memoryShare the share of the heap that is in use after collections, 0 to 1
 * @param networkBytesPerSecond what goes in and out
 * @param networkBytesPerSecondMax what the network can take
 */
public record ProcessHealth(
        double cpuShare, double memoryShare, double networkBytesPerSecond, double networkBytesPerSecondMax) {
    /** Nothing is known. */
    public static final ProcessHealth UNKNOWN = new ProcessHealth(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
}
