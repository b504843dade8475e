package io.weir.connector.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.apache.flink.table.types.logical.RowType;
import org.pcollections.TreePMap;

/**
 * A result of a pipeline that is kept up to date, and that anyone may read while it changes.
 *
 * <p>A reader sees one version, however long it reads: versions are immutable and share what they have in common, and a
 * new one takes the place of the last at once. Readers and the writer never wait for each other.
 */
public final class View {
    private static final long SWEEP_MILLIS_MIN = 100;
    private static final int SWEEPS_OF_AN_AGE = 20;

    private final ViewCatalog catalog;
    private final RowType type;
    private final ViewCodec codec;
    private final List<ViewColumn> columns;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile ViewDefinition definition;
    private volatile boolean isRetired;
    private volatile ViewContents contents = ViewContents.NOTHING;
    /** Guarded by this. */
    private ViewChangeLog log;

    /** When rows that are too old are looked for again; guarded by this. */
    private long nextSweepMillis;

    View(ViewCatalog catalog, ViewDefinition definition) {
        this.catalog = catalog;
        this.definition = definition;
        type = definition.type();
        codec = definition.codec();
        columns = columns(definition);
        log = new ViewChangeLog(
                catalog.newIncarnation(), 0, definition.options().bufferRows());
    }

    private static List<ViewColumn> columns(ViewDefinition definition) {
        List<ViewColumn> columns = new ArrayList<>();
        for (RowType.RowField field : definition.type().getFields()) {
            columns.add(new ViewColumn(field.getName(), field.getType(), false));
        }
        for (int key : definition.codec().key()) {
            ViewColumn column = columns.get(key);
            columns.set(key, new ViewColumn(column.name(), column.type(), true));
        }
        return List.copyOf(columns);
    }

    // ---- what it is
    // ---------------------------------------------------------------------------------------------------

    public String name() {
        return definition.options().name();
    }

    /** The pipeline that writes it, or wrote it last; empty if that has no name. */
    public String pipeline() {
        return definition.pipeline();
    }

    /** The full name of the table that it is in SQL. */
    public String table() {
        return definition.table();
    }

    public List<ViewColumn> columns() {
        return columns;
    }

    /** The columns as a row type. */
    public RowType type() {
        return type;
    }

    /** True if it is no longer its catalog's view of this name, and will not change any more. */
    public boolean isRetired() {
        return isRetired;
    }

    /** False while the writer of a view that is new in this process still reads what an earlier one has saved. */
    public boolean isRestored() {
        return contents.freshness().version() > 0;
    }

    /** True if rows are only added, and the oldest go; false if there is one row for each key. */
    public boolean isAppendOnly() {
        return codec.keyLength() == 0;
    }

    public int rowCount() {
        return contents.rows().size();
    }

    public ViewFreshness freshness() {
        return contents.freshness();
    }

    ViewCodec codec() {
        return codec;
    }

    ViewContents contents() {
        return contents;
    }

    // ---- reading
    // ------------------------------------------------------------------------------------------------------

    /**
     * Reads rows of the version that is visible now.
     *
     * @throws io.weir.plan.WeirException for a column that is not there, a value that is none of its type, or a page of
     *     another query
     */
    public ViewRows read(ViewQuery query) {
        return new ViewReader(this, query).read(contents);
    }

    /**
     * Subscribes to changes.
     *
     * @param lastId what the subscriber has had, by {@link ViewChangeSet#id}; changes behind it follow if they are
     *     still known, otherwise {@link ViewChangeSet.Kind#RESET} and a snapshot
     * @param withSnapshot whether a subscriber that has had nothing is given all rows first
     */
    public ViewChanges changes(Optional<String> lastId, boolean withSnapshot) {
        return new ViewChanges(this, lastId, withSnapshot);
    }

    /** Calls this after each new version, on the writer's thread; it must not wait. */
    public void addListener(Runnable listener) {
        listeners.add(listener);
    }

    public void removeListener(Runnable listener) {
        listeners.remove(listener);
    }

    synchronized ViewChangeLog.Position position() {
        return new ViewChangeLog.Position(log, contents);
    }

    synchronized Optional<Long> versionOf(String id) {
        return log.version(id);
    }

    /** What follows on a version, unless the log is another by now, or does not reach back so far. */
    synchronized Optional<ViewChangeSet> changesAfter(ViewChangeLog of, long version) {
        return of == log ? Optional.ofNullable(log.after(version)) : Optional.empty();
    }

    // ---- writing, by one sink at a time
    // -------------------------------------------------------------------------------

    boolean isLike(ViewDefinition other) {
        return codec.schema().equals(other.codec().schema()) && type.equals(other.type());
    }

    synchronized void setDefinition(ViewDefinition newest) {
        definition = newest;
        log.setRowsMax(newest.options().bufferRows());
    }

    /** Another view has taken its name, or it was dropped: who reads on finds it as it last was. */
    synchronized void retire() {
        isRetired = true;
        listeners.forEach(Runnable::run);
        listeners.clear();
    }

    /** All rows are replaced: readers are told to begin anew. */
    void reset(TreePMap<byte[], byte[]> rows, long epoch, OptionalLong watermark) {
        synchronized (this) {
            long version = contents.freshness().version() + 1;
            log = new ViewChangeLog(
                    catalog.newIncarnation(), version, definition.options().bufferRows());
            contents = new ViewContents(retained(rows), freshness(epoch, watermark, version));
        }
        listeners.forEach(Runnable::run);
    }

    /** Makes changes visible, all at once. */
    void publish(List<ViewDelta> deltas, long epoch, OptionalLong watermark) {
        boolean hasChanged;
        synchronized (this) {
            hasChanged = apply(deltas, epoch, watermark);
        }
        if (hasChanged) {
            listeners.forEach(Runnable::run);
        }
    }

    private boolean apply(List<ViewDelta> deltas, long epoch, OptionalLong watermark) {
        ViewUpdate update = new ViewUpdate(contents.rows(), definition);
        deltas.forEach(update::apply);
        TreePMap<byte[], byte[]> rows = retained(update.rows());
        long version = contents.freshness().version();
        boolean hasChanged =
                update.hasChanges() || rows.size() != contents.rows().size();
        if (hasChanged) {
            version++;
            log.add(update.changes(log.id(version), version, codec, rows));
        }
        contents = new ViewContents(rows, freshness(epoch, watermark, version));
        return hasChanged;
    }

    /** True if it is time to look for rows that were not written for as long as they are kept. */
    synchronized boolean isSweepDue() {
        return !isAppendOnly()
                && definition.options().ageMillisMax().isPresent()
                && catalog.clock().currentTimeMillis() >= nextSweepMillis;
    }

    /**
     * Takes rows away that were not written for as long as they are kept.
     *
     * @param isWaited whether there is something newer of a key already, which is not visible yet
     * @return what is gone
     */
    ViewDelta expire(Predicate<byte[]> isWaited) {
        ViewDelta gone;
        synchronized (this) {
            long age = definition.options().ageMillisMax().orElse(Long.MAX_VALUE);
            long now = catalog.clock().currentTimeMillis();
            nextSweepMillis = now + Math.max(SWEEP_MILLIS_MIN, age / SWEEPS_OF_AN_AGE);
            ViewUpdate update = new ViewUpdate(contents.rows(), definition);
            gone = update.expire(now - age, isWaited, codec);
            if (gone.size() == 0) {
                return gone;
            }
            ViewFreshness before = contents.freshness();
            long version = before.version() + 1;
            log.add(update.changes(log.id(version), version, codec, update.rows()));
            contents = new ViewContents(
                    update.rows(),
                    new ViewFreshness(before.watermarkMillis(), before.committedAtMillis(), before.epoch(), version));
        }
        listeners.forEach(Runnable::run);
        return gone;
    }

    private ViewFreshness freshness(long epoch, OptionalLong watermark, long version) {
        return new ViewFreshness(watermark, OptionalLong.of(catalog.clock().currentTimeMillis()), epoch, version);
    }

    private TreePMap<byte[], byte[]> retained(TreePMap<byte[], byte[]> rows) {
        return isAppendOnly()
                ? ViewUpdate.retained(
                        rows, definition.options(), catalog.clock().currentTimeMillis())
                : rows;
    }
}
