package io.weir.connector.view;

import io.weir.columnar.Batch;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkGuarantee;
import io.weir.engine.spi.SinkWriter;
import io.weir.engine.state.KeyGroups;
import io.weir.engine.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/**
 * Writes a view: collects what the writers have prepared of an epoch, and shows all of it at once when the epoch is
 * committed.
 *
 * <p><b>Restore.</b> Each writer reads its part of the view; when the last has, the view is there again as the epoch
 * left it. Until then readers see what they saw before.
 *
 * <p><b>Threads.</b> Writers are called by the workers, commits come from a thread of their own. Nobody waits while a
 * commit works on the view, for which there is no lock but the view's.
 */
final class ViewSink implements Sink {
    private final ViewCatalog catalog;
    private final ViewDefinition definition;
    private final boolean hasEpochs;
    private final int parallelism;
    private final AtomicLong sequences = new AtomicLong();
    /** Epochs that are prepared and not committed; guarded by this. */
    private final TreeMap<Long, Prepared> epochs = new TreeMap<>();

    private final AtomicLongArray watermarks;
    private final List<ViewDelta> restored = new ArrayList<>();
    /** By instance, the keys that have expired in the view and not in its table; guarded by this. */
    private final Map<Integer, List<Expired>> expired = new HashMap<>();

    /** What a writer that had restored its part has given out before the others had theirs. */
    private final List<ViewDelta> early = new ArrayList<>();

    private volatile @Nullable View view;
    private volatile long committedEpoch;

    /** A key that has no row any more, and its hash. */
    record Expired(byte[] key, int hash) {}

    /** An epoch's changes, and how far event time was. */
    private static final class Prepared {
        private final List<ViewDelta> deltas = new ArrayList<>();
        private long watermark = Long.MAX_VALUE;
    }

    /** @param hasEpochs whether epochs are saved and committed while the run goes on */
    ViewSink(ViewCatalog catalog, ViewDefinition definition, boolean hasEpochs, int parallelism) {
        this.catalog = catalog;
        this.definition = definition;
        this.hasEpochs = hasEpochs;
        this.parallelism = parallelism;
        watermarks = new AtomicLongArray(parallelism);
        for (int i = 0; i < parallelism; i++) {
            watermarks.set(i, Batch.NO_WATERMARK);
        }
    }

    /** Who it is, for a message. */
    String description() {
        String pipeline = definition.pipeline();
        return (pipeline.isEmpty() ? "" : "pipeline '" + pipeline + "', ") + "table " + definition.table();
    }

    Clock clock() {
        return catalog.clock();
    }

    boolean isAppendOnly() {
        return definition.isAppendOnly();
    }

    // ---- the beginning
    // -----------------------------------------------------------------------------------------------

    @Override
    public synchronized boolean recover(long epoch, List<byte[]> prepared) {
        View opened = open();
        if (epoch == 0) {
            opened.reset(TreePMap.empty(ViewContents.ORDER), 0, OptionalLong.empty());
        }
        committedEpoch = epoch;
        return true;
    }

    private View open() {
        View opened = view;
        if (opened == null) {
            opened = catalog.open(this, definition);
            view = opened;
            if (!hasEpochs) {
                opened.reset(TreePMap.empty(ViewContents.ORDER), 0, OptionalLong.empty());
            }
        }
        return opened;
    }

    @Override
    public synchronized SinkWriter createWriter(int instance) {
        boolean unused = open() != null;
        ViewCodec codec = definition.codec();
        PendingRows pending = isAppendOnly()
                ? new PendingAppends(
                        codec, sequences, definition.options().rowsMax().orElse(Integer.MAX_VALUE))
                : new PendingUpserts(codec);
        return new ViewSinkWriter(
                this,
                instance,
                pending,
                new ViewTable(this, instance, codec),
                hasEpochs && !definition.options().isImmediate());
    }

    /** A writer has read its part of the view. */
    synchronized void restored(ViewDelta part) {
        restored.add(part);
        if (restored.size() < parallelism) {
            return;
        }
        TreeMap<byte[], byte[]> rows = new TreeMap<>(ViewContents.ORDER);
        for (ViewDelta each : restored) {
            for (int i = 0; i < each.size(); i++) {
                rows.put(each.keys()[i], each.rows()[i]);
            }
        }
        restored.clear();
        if (isAppendOnly() && !rows.isEmpty()) {
            sequences.set(ViewCodec.sequence(rows.lastKey()) + 1);
        }
        open().reset(TreePMap.fromSortedMap(rows), committedEpoch, OptionalLong.empty());
        OptionalLong watermark = watermark();
        early.forEach(delta -> publish(List.of(delta), committedEpoch, watermark));
        early.clear();
    }

    // ---- epochs
    // ------------------------------------------------------------------------------------------------------

    void setWatermark(int instance, long watermark) {
        watermarks.set(instance, watermark);
    }

    private OptionalLong watermark() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < parallelism; i++) {
            least = Math.min(least, watermarks.get(i));
        }
        return known(least);
    }

    private static OptionalLong known(long watermark) {
        return watermark == Batch.NO_WATERMARK || watermark == Long.MAX_VALUE
                ? OptionalLong.empty()
                : OptionalLong.of(watermark);
    }

    /** What a writer has of an epoch. */
    synchronized void prepared(long epoch, int instance, ViewDelta delta) {
        Prepared prepared = epochs.computeIfAbsent(epoch, unused -> new Prepared());
        prepared.deltas.add(delta);
        prepared.watermark = Math.min(prepared.watermark, watermarks.get(instance));
    }

    /** What is to be seen at once. */
    void publish(ViewDelta delta) {
        if (!isEarly(delta)) {
            publish(List.of(delta), committedEpoch, watermark());
            expire();
        }
    }

    /** While some writers have restored their part and others have not, nothing can be shown. */
    private synchronized boolean isEarly(ViewDelta delta) {
        if (restored.isEmpty()) {
            return false;
        }
        early.add(delta);
        return true;
    }

    private void publish(List<ViewDelta> deltas, long epoch, OptionalLong watermark) {
        View opened = view;
        if (opened != null) {
            opened.publish(deltas, epoch, watermark);
        }
    }

    @Override
    public void commit(long epoch, List<byte[]> prepared) {
        if (epoch <= committedEpoch) {
            return;
        }
        committedEpoch = epoch;
        TreeMap<Long, Prepared> decided = decided(epoch);
        decided.forEach((number, each) -> publish(each.deltas, number, known(each.watermark)));
        if (decided.isEmpty()) {
            publish(List.of(), hasEpochs ? epoch : 0, watermark());
        }
        expire();
    }

    private synchronized TreeMap<Long, Prepared> decided(long epoch) {
        TreeMap<Long, Prepared> decided = new TreeMap<>(epochs.headMap(epoch, true));
        epochs.headMap(epoch, true).clear();
        return decided;
    }

    /**
     * Takes rows away that are too old; those of keys of which an epoch under way has something newer stay. No writer
     * may prepare meanwhile, or it would have saved a row whose removal is saved behind it.
     */
    private synchronized void expire() {
        View opened = view;
        if (opened == null || !opened.isSweepDue()) {
            return;
        }
        TreeSet<byte[]> waited = new TreeSet<>(ViewContents.ORDER);
        epochs.values().forEach(each -> each.deltas.forEach(delta -> Collections.addAll(waited, delta.keys())));
        ViewDelta gone = opened.expire(waited::contains);
        for (int i = 0; i < gone.size() && hasEpochs; i++) {
            int owner = KeyGroups.owner(KeyGroups.ofHash(gone.hashes()[i]), parallelism);
            expired.computeIfAbsent(owner, unused -> new ArrayList<>())
                    .add(new Expired(gone.keys()[i], gone.hashes()[i]));
        }
    }

    /** What has expired since the last call of the keys that an instance owns, so that it is saved no longer. */
    synchronized List<Expired> takeExpired(int instance) {
        List<Expired> taken = expired.remove(instance);
        return taken == null ? List.of() : taken;
    }

    @Override
    public SinkGuarantee guarantee() {
        boolean isExact = hasEpochs && !definition.options().isImmediate();
        return isExact
                ? SinkGuarantee.EXACTLY_ONCE
                : isAppendOnly() ? SinkGuarantee.AT_LEAST_ONCE : SinkGuarantee.IDEMPOTENT;
    }

    // ---- what the tables of the writers need to know
    // -----------------------------------------------------------------

    /** The number of the oldest row that the append-only view keeps. */
    long firstSequence() {
        View opened = view;
        return isAppendOnly() && opened != null
                ? ViewUpdate.firstSequence(opened.contents().rows())
                : 0;
    }

    long rowsOfOneWriter() {
        View opened = view;
        return opened == null ? 0 : opened.rowCount() / parallelism;
    }

    @Override
    public synchronized void close() {
        if (view != null) {
            catalog.release(this, definition.options().name());
        }
    }
}
