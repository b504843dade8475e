package io.weir.server.view;

import io.weir.connector.view.ViewChangeSet;
import io.weir.connector.view.ViewChanges;
import io.weir.server.view.EncodedChanges.ChangedRow;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One subscriber of a view: how far it has come, and what is on its way to it. For the thread of the view's feed.
 *
 * <p>One that asked for no more than so many rows per second is told the newest change of each key, the longest waiting
 * first, and how many changes it was spared; so it is behind, and never wrong for long.
 */
final class ViewSubscriber {
    private static final byte[] RESET = RowText.utf8("event: reset\ndata: {}\n\n");
    private static final int SETS_MAX = 64;
    private static final int TICKS_PER_SECOND = 4;
    private static final long TICK_NANOS = 1_000_000_000L / TICKS_PER_SECOND;

    private final ViewChanges changes;
    private final EventStream stream;
    private final int rowsPerSecond;
    private final boolean isSampled;

    /** What has not been told yet, by key; the value is the newest. */
    private final Map<String, ChangedRow> untold = new LinkedHashMap<>();

    private long spared;
    private long lastTickNanos;
    private String lastId = "";
    private long lastVersion;
    private long unkeyed;

    ViewSubscriber(ViewChanges changes, EventStream stream, int rowsPerSecond) {
        this.changes = changes;
        this.stream = stream;
        this.rowsPerSecond = rowsPerSecond;
        isSampled = rowsPerSecond != Integer.MAX_VALUE;
    }

    EventStream stream() {
        return stream;
    }

    void close() {
        changes.close();
        stream.close();
    }

    /** Sends what there is to send, as far as there is room. */
    void advance(Function<ViewChangeSet, EncodedChanges> encoder, long nowNanos) {
        for (int i = 0; i < SETS_MAX && stream.hasRoom(); i++) {
            Optional<ViewChangeSet> next = changes.poll();
            if (next.isEmpty()) {
                break;
            }
            take(next.get(), encoder);
        }
        if (isSampled && !untold.isEmpty() && nowNanos - lastTickNanos >= TICK_NANOS && stream.hasRoom()) {
            lastTickNanos = nowNanos;
            tell();
        }
    }

    private void take(ViewChangeSet set, Function<ViewChangeSet, EncodedChanges> encoder) {
        if (set.kind() == ViewChangeSet.Kind.RESET) {
            untold.clear();
            stream.send(RESET);
            return;
        }
        EncodedChanges encoded = encoder.apply(set);
        if (!isSampled || set.kind() == ViewChangeSet.Kind.SNAPSHOT) {
            stream.send(encoded.event());
            return;
        }
        lastId = encoded.id();
        lastVersion = encoded.version();
        for (ChangedRow row : encoded.rows()) {
            // Rows without a key are all different; of those only the newest are told.
            String key = row.key().isEmpty() ? Long.toString(unkeyed++) : row.key();
            if (untold.put(key, row) != null) {
                spared++;
            }
            if (row.key().isEmpty() && untold.size() > rowsPerSecond) {
                untold.remove(untold.keySet().iterator().next());
                spared++;
            }
        }
    }

    private void tell() {
        int count = Math.max(1, rowsPerSecond / TICKS_PER_SECOND);
        List<ChangedRow> told = new ArrayList<>();
        Iterator<ChangedRow> rows = untold.values().iterator();
        while (rows.hasNext() && told.size() < count) {
            told.add(rows.next());
            rows.remove();
        }
        // In the middle a stream that ends must not go on behind what it was not told.
        String id = untold.isEmpty() ? lastId : "";
        stream.send(EncodedChanges.event("change", id, lastVersion, told, spared));
        spared = 0;
    }
}
