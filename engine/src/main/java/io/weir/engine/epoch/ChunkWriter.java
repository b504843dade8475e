package io.weir.engine.epoch;

import io.weir.engine.spi.ByteSink;
import io.weir.engine.state.KeyGroups;
import io.weir.engine.state.StateOutput;
import io.weir.engine.state.StateWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the changes of a table as a chunk, in the form of {@link ChunkFormat}: in the order of key groups, so that a
 * part of them can be read alone.
 *
 * <p>A key stands in a chunk once, save that it may be removed and then come again. Keys that are {@link #endNew new}
 * go to chunks of their own, which come behind the others.
 *
 * <p>Changes beyond {@link #CHUNK_BYTES} are given to the draft of an epoch while they are written, if there is one
 * ({@link #begin(EpochStore.Draft)}, {@link #finish()}); without, a chunk is as large as it gets ({@link #bytes()}),
 * and there is only one.
 */
public final class ChunkWriter implements StateWriter {
    /** Stands in place of a key group. */
    public static final int FOR_ALL = 0xFF;

    /** A chunk of this size is written before more is gathered. */
    static final int CHUNK_BYTES = 8 << 20;

    private final GroupBuckets changed = new GroupBuckets();
    private final GroupBuckets fresh = new GroupBuckets();
    private final StateOutput key = new StateOutput();
    private final StateOutput value = new StateOutput();

    private ByteSink assembled = new ByteSink();
    private EpochStore.@Nullable Draft draft;
    private final List<Manifest.Chunk> appendedChanged = new ArrayList<>();
    private final List<Manifest.Chunk> appendedFresh = new ArrayList<>();
    private int group;
    private boolean isAssembled;
    private boolean hasRemovals;
    private boolean isDisjoint;
    private boolean isAllNew;

    /** Begins a table whose chunks go to the draft. */
    public void begin(EpochStore.Draft to) {
        clear();
        draft = to;
        appendedChanged.clear();
        appendedFresh.clear();
        hasRemovals = false;
        isDisjoint = false;
        isAllNew = false;
    }

    /**
     * The same for entries that come out of a merge: no key comes twice.
     *
     * @param hasNewKeys whether all that is merged has new keys
     */
    void beginDisjoint(EpochStore.Draft to, boolean hasNewKeys) {
        begin(to);
        isDisjoint = true;
        isAllNew = hasNewKeys;
    }

    /** Ends the table: all its chunks, the oldest first; none if nothing has changed. */
    public List<Manifest.Chunk> finish() {
        flush();
        draft = null;
        List<Manifest.Chunk> all = new ArrayList<>(appendedChanged);
        all.addAll(appendedFresh);
        return List.copyOf(all);
    }

    private void flush() {
        // With removals about, a key may stand in two of the chunks, and then the later one must win.
        flush(changed, appendedChanged, isDisjoint || !hasRemovals, isAllNew);
        flush(fresh, appendedFresh, true, true);
        clear();
    }

    private void flush(GroupBuckets from, List<Manifest.Chunk> appended, boolean areDisjoint, boolean hasNewKeys) {
        EpochStore.Draft to = draft;
        if (from.entries() > 0 && to != null) {
            from.assemble(areDisjoint && !appended.isEmpty(), hasNewKeys, assembled);
            appended.add(to.append(assembled.bytes(), assembled.length(), from.entries()));
        }
    }

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
        put(group, key.bytes(), 0, key.length(), value.bytes(), 0, value.length());
    }

    @Override
    public void endNew() {
        GroupBuckets to = draft == null ? changed : fresh;
        to.put(group, key.bytes(), 0, key.length(), value.bytes(), 0, value.length());
        added();
    }

    @Override
    public void endRemoved() {
        put(group, key.bytes(), 0, key.length(), value.bytes(), 0, -1);
    }

    /** Writes an entry as it stands in another chunk; the value's length is -1 for a key that is gone. */
    void put(int ofGroup, byte[] keys, int keyStart, int keyLength, byte[] values, int valueStart, int valueLength) {
        changed.put(ofGroup, keys, keyStart, keyLength, values, valueStart, valueLength);
        hasRemovals |= valueLength < 0;
        added();
    }

    private void added() {
        isAssembled = false;
        if (draft != null && gatheredBytes() >= CHUNK_BYTES) {
            flush();
        }
    }

    /** The chunk; valid up to the next entry or {@link #clear}. */
    public byte[] bytes() {
        assemble();
        return assembled.bytes();
    }

    public int length() {
        assemble();
        return assembled.length();
    }

    private void assemble() {
        if (!isAssembled) {
            changed.assemble(false, false, assembled);
            isAssembled = true;
        }
    }

    /** The number of entries since the last {@link #clear}. */
    public long entries() {
        return changed.entries() + fresh.entries();
    }

    /** The bytes of the entries since the last {@link #clear}. */
    long gatheredBytes() {
        return changed.bytes() + fresh.bytes();
    }

    public void clear() {
        changed.clear();
        fresh.clear();
        if (assembled.bytes().length > 2 * CHUNK_BYTES) {
            assembled = new ByteSink();
        }
        isAssembled = false;
    }
}
