package io.weir.cli.size;

/**
 * What rows have cost.
 *
 * @param rows that were read in the run that counts
 * @param cpuNanos processor time of the whole process for them
 * @param bytes that were read for them; 0 if the source does not say
 * @param stateBytes the most memory that operators took for what they keep
 * @param stateEntries how many entries that were
 * @param runs how often the slice was read
 */
public record MeasuredCost(long rows, long cpuNanos, long bytes, long stateBytes, long stateEntries, int runs) {
    double nanosPerRow() {
        return (double) cpuNanos / rows;
    }

    double bytesPerRow() {
        return (double) bytes / rows;
    }

    /** 0 if nothing is kept. */
    double bytesPerEntry() {
        return stateEntries == 0 ? 0 : (double) stateBytes / stateEntries;
    }
}
