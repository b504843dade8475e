package io.weir.engine.runtime;

import io.weir.engine.epoch.EpochStore;
import io.weir.engine.epoch.Manifest;
import io.weir.engine.spi.EpochContext;
import io.weir.engine.state.StateBackend;
import java.util.Optional;

/**
 * How a job keeps its state, and saves epochs of it.
 *
 * @param context the pipeline's name, and what is promised
 * @param store where epochs are kept; empty if none are saved
 * @param restored the epoch to go on from
 * @param lastEpoch the number that the newest epoch has had so far, 0 if there was none
 * @param intervalMillis the time from the begin of an epoch to that of the next
 * @param minPauseMillis the least time from the end of an epoch to the begin of the next
 * @param timeoutMillis the time after which an epoch that is not complete fails the run
 * @param toleratedFailures how often in a row storage may fail before the run does
 * @param backend where state goes that memory has no room for
 */
public record EpochSettings(
        EpochContext context,
        Optional<EpochStore> store,
        Optional<Manifest> restored,
        long lastEpoch,
        long intervalMillis,
        long minPauseMillis,
        long timeoutMillis,
        int toleratedFailures,
        StateBackend backend) {

    /** Nothing is saved. */
    public static final EpochSettings OFF = new EpochSettings(
            EpochContext.OFF, Optional.empty(), Optional.empty(), 0, Long.MAX_VALUE, 0, 0, 0, StateBackend.HEAP);

    /** The same with another backend. */
    public EpochSettings withBackend(StateBackend other) {
        return new EpochSettings(
                context,
                store,
                restored,
                lastEpoch,
                intervalMillis,
                minPauseMillis,
                timeoutMillis,
                toleratedFailures,
                other);
    }

    Optional<Restored> restoredState() {
        return restored.flatMap(manifest -> store.map(from -> new Restored(manifest, from)));
    }
}
