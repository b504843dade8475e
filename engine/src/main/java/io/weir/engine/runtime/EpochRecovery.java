package io.weir.engine.runtime;

import io.weir.engine.epoch.EpochStore;
import io.weir.engine.epoch.Manifest;
import io.weir.engine.spi.Sink;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the epoch from which a pipeline goes on, and brings sinks and sources there.
 *
 * <p>The newest manifest is the decided one, unless a sink decides whose transaction has died with the process: then it
 * is the one before.
 */
public final class EpochRecovery {
    private final JobGraph graph;
    private final EpochStore store;
    private final boolean mayLeaveState;

    /** @param mayLeaveState whether state may be left behind whose operator is not in the plan any more */
    public EpochRecovery(JobGraph graph, EpochStore store, boolean mayLeaveState) {
        this.graph = graph;
        this.store = store;
        this.mayLeaveState = mayLeaveState;
    }

    /**
     * Where the run begins.
     *
     * @param manifest the epoch to go on from; empty if the run begins anew
     * @param lastEpoch the newest number that was used for an epoch
     */
    public record Start(Optional<Manifest> manifest, long lastEpoch) {}

    /**
     * Recovers all sinks, then the sources.
     *
     * @throws WeirException if the plan does not fit its state, or a source cannot go on where it was
     */
    public Start recover() {
        Optional<Manifest> newest = store.newest();
        long lastEpoch = newest.map(Manifest::epoch).orElse(0L);
        Optional<Manifest> from = newest;
        while (true) {
            Optional<Manifest> found = from.filter(manifest -> !manifest.isFinal());
            found.ifPresent(manifest -> new StateFit(graph, manifest).check(mayLeaveState));
            // What a pipeline had prepared with its last epoch is committed although it begins anew.
            if (recoverSinks(from, true)) {
                recoverSinks(from, false);
                found.ifPresent(this::restoreSources);
                return new Start(found, lastEpoch);
            }
            long gone = from.map(Manifest::epoch).orElse(0L);
            from = store.newestBefore(gone);
            store.discardFrom(gone);
        }
    }

    private boolean recoverSinks(Optional<Manifest> from, boolean isDeciding) {
        long epoch = from.map(Manifest::epoch).orElse(0L);
        for (Map.Entry<String, Sink> entry : graph.sinks().entrySet()) {
            Sink sink = entry.getValue();
            if (sink.isDeciding() == isDeciding) {
                List<byte[]> prepared = from.flatMap(manifest -> manifest.sink(entry.getKey()))
                        .map(Manifest.SinkState::prepared)
                        .orElse(List.of());
                if (!sink.recover(epoch, prepared)) {
                    if (isDeciding && epoch > 0) {
                        return false;
                    }
                    throw new WeirException(
                            ErrorCode.STATE_MISFIT,
                            "Epoch " + epoch + " can no longer be committed",
                            entry.getKey(),
                            "",
                            null);
                }
            }
        }
        return true;
    }

    private void restoreSources(Manifest manifest) {
        graph.sources().forEach((id, source) -> {
            if (source.isReplayable()) {
                manifest.source(id).ifPresent(state -> source.restore(state.positions()));
            }
        });
    }
}
