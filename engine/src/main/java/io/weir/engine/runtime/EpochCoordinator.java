package io.weir.engine.runtime;

import io.weir.engine.epoch.EpochStore;
import io.weir.engine.epoch.Manifest;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.Source;
import io.weir.engine.time.Clock;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Leads a job from epoch to epoch, one at a time: asks for a barrier, waits for what all instances say, publishes the
 * manifest, which decides the epoch, has the sinks commit and the sources acknowledge.
 *
 * <p>Without epochs there is a single one, when all input has ended, of which only the sinks hear.
 *
 * <p>Stepped by one thread, its own; a step may block on storage or a sink's commit, while the workers go on.
 */
final class EpochCoordinator {
    private static final int COMMIT_ATTEMPTS = 5;

    private final EpochSettings settings;
    private final EpochSignals signals;
    private final EpochAssembly assembly;
    private final Map<String, Sink> sinks;
    private final Map<String, Source> sources;
    private final int instanceCount;
    private final Clock clock;
    private final EpochMetrics metrics;
    private final Runnable beforeRetry;
    private final EpochProbe probe = EpochProbe.ofProcess();
    private final EpochBeat beat;

    private long epoch;
    private @Nullable EpochRequest atHand;
    private long beganNanos;
    private volatile boolean isStopping;
    private boolean isDone;

    /** @param beforeRetry waits a little, before storage or a sink is tried again */
    EpochCoordinator(
            EpochSettings settings,
            EpochSignals signals,
            EpochAssembly assembly,
            Map<String, Sink> sinks,
            Map<String, Source> sources,
            int instanceCount,
            Clock clock,
            EpochMetrics metrics,
            Runnable beforeRetry) {
        this.settings = settings;
        this.signals = signals;
        this.assembly = assembly;
        this.sinks = sinks;
        this.sources = sources;
        this.instanceCount = instanceCount;
        this.clock = clock;
        this.metrics = metrics;
        this.beforeRetry = beforeRetry;
        settings.restored().ifPresent(assembly::continueFrom);
        epoch = settings.lastEpoch();
        beat = new EpochBeat(nanos(settings.intervalMillis()), nanos(settings.minPauseMillis()), clock.nanoTime());
    }

    /** True if epochs are saved, so that {@link #stop} ends the job behind one. */
    boolean savesEpochs() {
        return settings.store().isPresent();
    }

    /** One epoch more, and the job ends behind it. */
    void stop() {
        isStopping = true;
    }

    /** True when the last epoch is committed. */
    boolean isDone() {
        return isDone;
    }

    /** One step; the result is 0 if there was nothing to do. */
    int doWork() {
        EpochRequest request = atHand;
        if (isDone) {
            return 0;
        }
        beat.read(signals.readNanos(), signals.isReading());
        if (request == null) {
            return begin();
        }
        int received = 0;
        for (InstanceReport report = signals.poll(); report != null; report = signals.poll()) {
            assembly.add(report);
            received++;
        }
        if (assembly.contributions() == instanceCount) {
            complete(request);
            return 1;
        }
        checkTime(request);
        return received;
    }

    private int begin() {
        boolean hasAllEnded = signals.endedCount() == instanceCount;
        boolean isDue = savesEpochs() && (isStopping || beat.isDue(clock.nanoTime(), signals.writtenNanos()));
        if (!hasAllEnded && !isDue) {
            return 0;
        }
        epoch++;
        beganNanos = clock.nanoTime();
        beat.begin(beganNanos);
        Optional<EpochStore.Draft> draft = settings.store().map(store -> store.begin(epoch));
        EpochRequest request = new EpochRequest(epoch, draft, isStopping);
        atHand = request;
        signals.request(request);
        return 1;
    }

    private void checkTime(EpochRequest request) {
        long elapsed = clock.nanoTime() - beganNanos;
        if (settings.timeoutMillis() > 0 && elapsed > nanos(settings.timeoutMillis())) {
            throw new WeirException(
                    ErrorCode.EPOCH_FAILED,
                    "Epoch " + request.epoch() + " was not complete after " + settings.timeoutMillis() / 1000 + " s",
                    settings.context().pipeline(),
                    "A sink may be stuck; a longer time is set by 'execution.checkpointing.timeout'",
                    null);
        }
    }

    private void complete(EpochRequest request) {
        // Whatever ended only while the epoch was under way has still to be saved and committed, by another one.
        boolean isFinal = assembly.endedContributions() == instanceCount;
        Manifest manifest = assembly.assemble(request.epoch(), clock.currentTimeMillis(), isFinal);
        probe.reached(EpochProbe.Step.PREPARED);
        if (request.draft().isPresent()) {
            manifest = publish(request.draft().get(), manifest);
        }
        probe.reached(EpochProbe.Step.PUBLISHED);
        long decidedNanos = clock.nanoTime();
        long changedBytes = assembly.changedBytes();
        assembly.published(manifest);
        commit(manifest);
        probe.reached(EpochProbe.Step.COMMITTED);
        metrics.visible(request.epoch(), clock.nanoTime());
        acknowledge(manifest);
        Manifest committed = manifest;
        settings.store().ifPresent(store -> store.committed(committed));
        long endNanos = clock.nanoTime();
        metrics.completed(new EpochMetrics.Epoch(
                request.epoch(),
                clock.currentTimeMillis(),
                endNanos - beganNanos,
                endNanos - decidedNanos,
                signals.takeLongestAlignmentNanos(),
                signals.takeLongestPauseNanos(),
                changedBytes));
        beat.end(endNanos, signals.takeBurst());
        atHand = null;
        isDone = request.isLast() || isFinal;
    }

    private Manifest publish(EpochStore.Draft draft, Manifest manifest) {
        for (int failures = 0; ; failures++) {
            try {
                return draft.publish(manifest);
            } catch (WeirException e) {
                if (failures >= settings.toleratedFailures()) {
                    throw e;
                }
                metrics.failed();
                beforeRetry.run();
            }
        }
    }

    /** A deciding sink commits first: if that fails, nothing of the epoch has become visible elsewhere. */
    private void commit(Manifest manifest) {
        List<Map.Entry<String, Sink>> order = new ArrayList<>(sinks.entrySet());
        order.sort((a, b) ->
                Boolean.compare(b.getValue().isDeciding(), a.getValue().isDeciding()));
        for (Map.Entry<String, Sink> entry : order) {
            List<byte[]> prepared = manifest.sink(entry.getKey())
                    .map(Manifest.SinkState::prepared)
                    .orElse(List.of());
            commit(entry.getValue(), manifest.epoch(), prepared);
            probe.reached(EpochProbe.Step.SINK_COMMITTED);
        }
    }

    private void commit(Sink sink, long committed, List<byte[]> prepared) {
        for (int attempt = 1; ; attempt++) {
            try {
                sink.commit(committed, prepared);
                return;
            } catch (WeirException e) {
                if (attempt == COMMIT_ATTEMPTS) {
                    throw e;
                }
                beforeRetry.run();
            }
        }
    }

    private void acknowledge(Manifest manifest) {
        for (Manifest.SourceState state : manifest.sources()) {
            Source source = sources.get(state.id());
            if (source != null && savesEpochs()) {
                source.acknowledge(state.positions());
            }
        }
    }

    /** Gives up the epoch at hand. */
    void abandon() {
        EpochRequest request = atHand;
        if (request != null) {
            request.draft().ifPresent(EpochStore.Draft::abandon);
        }
    }

    /** Closes the store. */
    void close() {
        settings.store().ifPresent(EpochStore::close);
        settings.backend().close();
    }

    private static long nanos(long millis) {
        return millis > Long.MAX_VALUE / 2_000_000 ? Long.MAX_VALUE / 2 : millis * 1_000_000;
    }
}
