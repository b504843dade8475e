package io.weir.engine.runtime;

import io.weir.engine.spi.SourceReader;
import java.util.Map;
import java.util.Optional;

/**
 * Cuts an ordered source at one place, whose readers take turns: a reader that has sent its barrier reads on only when
 * all have, so that every batch before the cut is in front of every barrier. The last to come asks for the position.
 */
final class SourceGate {
    private final boolean[] hasFinished;
    private final long[] epochs;
    private volatile long openEpoch;
    private Map<String, byte[]> cutPositions = Map.of();
    private Optional<Map<String, byte[]>> lastPositions = Optional.empty();

    SourceGate(int readerCount) {
        hasFinished = new boolean[readerCount];
        epochs = new long[readerCount];
    }

    /** A reader has sent its barrier. */
    synchronized void arrive(int reader, long epoch, SourceReader from) {
        epochs[reader] = epoch;
        cutIfAllCame(epoch, from);
    }

    /** A reader will send nothing more, and counts as come for all epochs. */
    synchronized void finish(int reader, SourceReader from) {
        hasFinished[reader] = true;
        long newest = openEpoch;
        boolean isLast = true;
        for (int i = 0; i < epochs.length; i++) {
            newest = Math.max(newest, epochs[i]);
            isLast &= hasFinished[i];
        }
        if (newest > openEpoch) {
            cutIfAllCame(newest, from);
        }
        if (isLast) {
            lastPositions = Optional.of(from.positions());
        }
    }

    private void cutIfAllCame(long epoch, SourceReader from) {
        for (int i = 0; i < epochs.length; i++) {
            if (!hasFinished[i] && epochs[i] < epoch) {
                return;
            }
        }
        cutPositions = from.positions();
        openEpoch = epoch;
    }

    /** True if a reader that has sent its barrier of the epoch may read on. */
    boolean isOpen(long epoch) {
        return openEpoch >= epoch;
    }

    /** Where the source was cut for an epoch for which all readers have come. */
    synchronized Map<String, byte[]> positions(long epoch) {
        return openEpoch == epoch ? cutPositions : lastPositions.orElse(cutPositions);
    }
}
