package io.weir.engine.epoch;

import io.weir.engine.spi.ByteSink;
import io.weir.engine.state.KeyGroups;
import io.weir.engine.state.StateOutput;
import io.weir.engine.state.StateWriter;

/**
 * Writes the changes of a table as a chunk: for each entry the key group (one byte, {@link #FOR_ALL} for entries of the
 * instance), the length of the key, the key, the length of the value plus one or 0 for a key that is gone, and the
 * value.
 */
public final class ChunkWriter implements StateWriter {
    /** Stands in place of a key group. */
    public static final int FOR_ALL = 0xFF;

    private final ByteSink sink = new ByteSink();
    private final StateOutput out = new StateOutput(sink);
    private final StateOutput key = new StateOutput();
    private final StateOutput value = new StateOutput();
    private int group;
    private long entries;

    @Override
    public void begin(int keyHash) {
        group = KeyGroups.ofHash(keyHash);
        key.clear();
        value.clear();
    }

    @Override
    public void beginForAll() {
        group = FOR_ALL;
        key.clear();
        value.clear();
    }

    @Override
    public StateOutput key() {
        return key;
    }

    @Override
    public StateOutput value() {
        return value;
    }

    @Override
    public void end() {
        putKey();
        out.putCount(value.length() + 1);
        out.putRaw(value.bytes(), 0, value.length());
    }

    @Override
    public void endRemoved() {
        putKey();
        out.putCount(0);
    }

    private void putKey() {
        out.putByte(group);
        out.putBytes(key.bytes(), 0, key.length());
        entries++;
    }

    public byte[] bytes() {
        return sink.bytes();
    }

    public int length() {
        return sink.length();
    }

    /** The number of entries since the last {@link #clear}. */
    public long entries() {
        return entries;
    }

    public void clear() {
        sink.clear();
        entries = 0;
    }
}
