package io.weir.engine.epoch;

import io.weir.engine.spi.ByteSink;
import io.weir.engine.state.KeyGroups;
import io.weir.engine.state.StateInput;
import io.weir.engine.state.StateOutput;
import io.weir.engine.state.StateWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the changes of a table as a chunk, in the form of {@link ChunkFormat}: in the order of key groups, so that a
 * part of them can be read alone.
 *
 * <p>A key stands in a chunk once, save that it may be removed and then come again.
 *
 * <p>Changes beyond {@link #CHUNK_BYTES} are given to the draft of an epoch while they are written, if there is one
 * ({@link #begin(EpochStore.Draft)}, {@link #finish()}); without, a chunk is as large as it gets ({@link #bytes()}).
 */
public final class ChunkWriter implements StateWriter {
    /** Stands in place of a key group. */
    public static final int FOR_ALL = 0xFF;

    /** A chunk of this size is written before more is gathered. */
    static final int CHUNK_BYTES = 8 << 20;

    /** A bucket of more is given up when it is empty. */
    private static final int BUCKET_KEPT_BYTES = 128 << 10;

    private final @Nullable ByteSink[] buckets = new ByteSink[ChunkFormat.GROUP_CODES];
    private final @Nullable ByteSink[] removals = new ByteSink[ChunkFormat.GROUP_CODES];
    private final StateOutput key = new StateOutput();
    private final StateOutput value = new StateOutput();
    private final StateInput walker = new StateInput();
    private final ChunkFormat.HeadBuilder head = new ChunkFormat.HeadBuilder();

    private ByteSink assembled = new ByteSink();
    private EpochStore.@Nullable Draft draft;
    private final List<Manifest.Chunk> appended = new ArrayList<>();
    private int group;
    private long entries;
    private long gatheredBytes;
    private boolean isAssembled;
    private boolean hasRemovals;
    private boolean isDisjoint;

    /** Begins a table whose chunks go to the draft. */
    public void begin(EpochStore.Draft to) {
        clear();
        draft = to;
        appended.clear();
        hasRemovals = false;
        isDisjoint = false;
    }

    /** The same for entries that come out of a merge: no key comes twice. */
    void beginDisjoint(EpochStore.Draft to) {
        begin(to);
        isDisjoint = true;
    }

    /** Ends the table: all its chunks, the oldest first; none if nothing has changed. */
    public List<Manifest.Chunk> finish() {
        if (entries > 0) {
            flush();
        }
        draft = null;
        return List.copyOf(appended);
    }

    private void flush() {
        EpochStore.Draft to = draft;
        if (to != null) {
            appended.add(to.append(bytes(), length(), entries));
            clear();
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
    public void endRemoved() {
        put(group, key.bytes(), 0, key.length(), value.bytes(), 0, -1);
    }

    /** Writes an entry as it stands in another chunk; the value's length is -1 for a key that is gone. */
    void put(int ofGroup, byte[] keys, int keyStart, int keyLength, byte[] values, int valueStart, int valueLength) {
        int code = ChunkFormat.order(ofGroup);
        ByteSink sink = bucket(valueLength < 0 ? removals : buckets, code);
        int before = sink.length();
        sink.append((byte) ofGroup);
        putCount(sink, keyLength);
        sink.append(keys, keyStart, keyLength);
        putCount(sink, valueLength + 1);
        if (valueLength > 0) {
            sink.append(values, valueStart, valueLength);
        }
        hasRemovals |= valueLength < 0;
        isAssembled = false;
        entries++;
        gatheredBytes += sink.length() - before;
        if (gatheredBytes >= CHUNK_BYTES && draft != null) {
            flush();
        }
    }

    private static ByteSink bucket(@Nullable ByteSink[] sinks, int code) {
        ByteSink sink = sinks[code];
        if (sink == null) {
            sink = new ByteSink();
            sinks[code] = sink;
        }
        return sink;
    }

    private static void putCount(ByteSink sink, int count) {
        int rest = count;
        while (rest > 0x7F) {
            sink.append((byte) (rest | 0x80));
            rest >>>= 7;
        }
        sink.append((byte) rest);
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

    /** The number of entries since the last {@link #clear}. */
    public long entries() {
        return entries;
    }

    /** The bytes of the entries since the last {@link #clear}. */
    long gatheredBytes() {
        return gatheredBytes;
    }

    public void clear() {
        for (int code = 0; code < buckets.length; code++) {
            clear(buckets, code);
            clear(removals, code);
        }
        if (assembled.bytes().length > 2 * CHUNK_BYTES) {
            assembled = new ByteSink();
        }
        entries = 0;
        gatheredBytes = 0;
        isAssembled = false;
    }

    /** In a merge one group after the other is large: what a large one has taken must not stay with each. */
    private static void clear(@Nullable ByteSink[] sinks, int code) {
        ByteSink sink = sinks[code];
        if (sink != null) {
            if (sink.bytes().length > BUCKET_KEPT_BYTES) {
                sinks[code] = null;
            } else {
                sink.clear();
            }
        }
    }

    /**
     * Puts the entries together in the order of their groups. In each group the removals come last: readers take the
     * first entry that they see of a key.
     */
    private void assemble() {
        if (isAssembled) {
            return;
        }
        isAssembled = true;
        head.clear();
        for (int code = 0; code < buckets.length; code++) {
            cut(code, buckets[code]);
            cut(code, removals[code]);
        }
        // With removals about, a key may stand in two of the chunks, and then the later one must win.
        boolean isContinuation = draft != null && !appended.isEmpty() && (isDisjoint || !hasRemovals);
        assembled.clear();
        assembled.reserve(Math.toIntExact(gatheredBytes) + head.length());
        head.begin(isContinuation, assembled);
        for (int code = 0; code < buckets.length; code++) {
            append(buckets[code]);
            append(removals[code]);
        }
        head.finish(assembled);
    }

    private void append(@Nullable ByteSink sink) {
        if (sink != null && sink.length() > 0) {
            assembled.append(sink.bytes(), 0, sink.length());
        }
    }

    private void cut(int code, @Nullable ByteSink sink) {
        if (sink == null) {
            return;
        }
        walker.reset(sink.bytes(), 0, sink.length());
        while (!walker.isAtEnd()) {
            int from = walker.position();
            walker.take(1);
            walker.take(walker.getCount());
            walker.take(Math.max(walker.getCount() - 1, 0));
            head.entry(code, walker.position() - from);
        }
    }
}
