package io.weir.engine.state;

/** The state table of a {@link KeyedSlots} and what is kept beside it for each slot. */
public final class KeyedTable implements StateTable {
    private final String name;
    private final KeyedSlots keys;
    private final SlotState[] values;
    private final boolean hasParts;

    /** What is kept for a slot is written, and read again, in the order given. */
    public KeyedTable(String name, KeyedSlots keys, SlotState... values) {
        this(name, keys, false, values);
    }

    private KeyedTable(String name, KeyedSlots keys, boolean hasParts, SlotState... values) {
        this.name = name;
        this.keys = keys;
        this.hasParts = hasParts;
        this.values = values.clone();
    }

    /** A table whose last values are written in parts. */
    public static KeyedTable withParts(String name, KeyedSlots keys, SlotState... values) {
        return new KeyedTable(name, keys, true, values);
    }

    @Override
    public String name() {
        return name;
    }

    SlotState[] values() {
        return values;
    }

    boolean hasParts() {
        return hasParts;
    }

    @Override
    public String schema() {
        StringBuilder schema = new StringBuilder(keys.schema());
        for (SlotState value : values) {
            schema.append(" | ").append(value.schema());
        }
        return schema.toString();
    }

    @Override
    public void startTracking() {
        keys.startTracking();
        if (hasParts) {
            SlotState parts = values[values.length - 1];
            parts.startParts(keys);
            keys.setParts(parts);
        }
    }

    @Override
    public void writeChanges(StateWriter out) {
        keys.entries().writeChanges(out, values, hasParts);
    }

    @Override
    public void expect(long entries) {
        if (keys.cold() != null) {
            // Of keys that may leave memory few are there at a time.
            return;
        }
        keys.expect(entries);
        int slots = (int) Math.min(entries, KeyIndex.EXPECTED_MAX);
        for (SlotState value : values) {
            value.ensureSlots(slots);
        }
    }

    @Override
    public void read(StateInput key, StateInput value) {
        keys.entries().read(key, value, values, hasParts);
    }

    @Override
    public void readSoon(StateInput key, StateInput value) {
        keys.entries().readSoon(key, value, values, hasParts);
    }

    @Override
    public void endRead() {
        keys.entries().endRead(values);
    }

    @Override
    public long size() {
        return keys.keyCount();
    }
}
