package io.weir.connector.alert;

import io.weir.columnar.Batch;
import io.weir.columnar.RowKinds;
import io.weir.engine.spi.SinkWriter;
import io.weir.engine.state.StateOutput;
import io.weir.engine.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Keeps the last change of each key until it is handed over. A flood of keys is cut off, and an alert of its own says
 * so: nobody reads ten thousand alerts, but everybody wants to know that they were.
 */
final class AlertSinkWriter implements SinkWriter {
    static final int KEYS_MAX = 10_000;
    /** The key of the alert that says how many others there would have been. */
    static final String FLOOD_KEY = "weir-alert-flood";

    private static final long FLUSH_MILLIS = 1000;

    private final AlertColumns columns;
    private final Clock clock;
    /** Takes what is there at a flush, where there are no epochs. */
    private final Consumer<List<AlertChange>> unprepared;

    private final boolean waitsForEpochs;
    private final Map<String, AlertChange> changes = new LinkedHashMap<>();
    private long leftOut;
    private long flushTimeMillis = NEVER;
    private long bytes;

    AlertSinkWriter(AlertColumns columns, Clock clock, Consumer<List<AlertChange>> unprepared, boolean waitsForEpochs) {
        this.columns = columns;
        this.clock = clock;
        this.unprepared = unprepared;
        this.waitsForEpochs = waitsForEpochs;
    }

    @Override
    public boolean write(Batch batch) {
        long now = clock.currentTimeMillis();
        for (int i = 0; i < batch.rowCount(); i++) {
            // An old row resolves: the new one, if there is any that passes the query's filters, follows at once.
            put(batch, i, RowKinds.isAddition(batch.rowKind(i)), now);
        }
        if (!waitsForEpochs && !changes.isEmpty() && flushTimeMillis == NEVER) {
            flushTimeMillis = now + FLUSH_MILLIS;
        }
        return true;
    }

    private void put(Batch batch, int position, boolean isRaised, long now) {
        String key = columns.key(batch, position);
        if (changes.size() >= KEYS_MAX && !changes.containsKey(key)) {
            leftOut++;
            return;
        }
        AlertChange change = isRaised
                ? columns.raised(batch, position, now)
                : new AlertChange(false, Severity.INFO, key, "", Map.of(), now);
        // The last change of a key is also the last in order.
        changes.remove(key);
        changes.put(key, change);
        bytes += key.length() + change.text().length();
    }

    private List<AlertChange> take() {
        if (leftOut > 0) {
            changes.put(
                    FLOOD_KEY,
                    new AlertChange(
                            true,
                            Severity.ERROR,
                            FLOOD_KEY,
                            "more than " + KEYS_MAX + " alerts at once; " + leftOut + " changes were left out",
                            Map.of(),
                            clock.currentTimeMillis()));
            leftOut = 0;
        }
        List<AlertChange> taken = new ArrayList<>(changes.values());
        changes.clear();
        flushTimeMillis = NEVER;
        return taken;
    }

    @Override
    public void flush() {
        if (!waitsForEpochs && !changes.isEmpty()) {
            unprepared.accept(take());
        }
    }

    @Override
    public long flushTimeMillis() {
        return flushTimeMillis;
    }

    @Override
    public Optional<byte[]> prepare(long epoch) {
        flush();
        StateOutput out = new StateOutput();
        for (AlertChange change : take()) {
            AlertChangeCodec.write(change, out);
        }
        return Optional.of(Arrays.copyOf(out.bytes(), out.length()));
    }

    @Override
    public void finish() {
        flush();
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public void close() {}
}
