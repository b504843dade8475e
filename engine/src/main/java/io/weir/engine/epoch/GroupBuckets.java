package io.weir.engine.epoch;

import io.weir.engine.spi.ByteSink;
import io.weir.engine.state.StateInput;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a chunk that is being gathered, by key group, and in each group those of keys that are gone by
 * themselves: readers take the first entry that they see of a key, so these come last.
 */
final class GroupBuckets {
    /** A bucket of more is given up when it is empty. */
    private static final int BUCKET_KEPT_BYTES = 128 << 10;

    private final @Nullable ByteSink[] kept = new ByteSink[ChunkFormat.GROUP_CODES];
    private final @Nullable ByteSink[] removed = new ByteSink[ChunkFormat.GROUP_CODES];
    private final int[] keptCounts = new int[ChunkFormat.GROUP_CODES];
    private final int[] removedCounts = new int[ChunkFormat.GROUP_CODES];
    private final ChunkFormat.HeadBuilder head = new ChunkFormat.HeadBuilder();
    private final StateInput walker = new StateInput();
    private long entries;
    private long bytes;

    long entries() {
        return entries;
    }

    long bytes() {
        return bytes;
    }

    /** Adds an entry; the value's length is -1 for a key that is gone. */
    void put(int ofGroup, byte[] keys, int keyStart, int keyLength, byte[] values, int valueStart, int valueLength) {
        int code = ChunkFormat.order(ofGroup);
        ByteSink sink = bucket(valueLength < 0 ? removed : kept, code);
        (valueLength < 0 ? removedCounts : keptCounts)[code]++;
        int before = sink.length();
        // So much at once that nothing of the entry has to look again whether there is room.
        sink.reserve(1 + 2 * (Integer.BYTES + 1) + keyLength + Math.max(valueLength, 0));
        byte[] to = sink.bytes();
        int at = before;
        to[at++] = (byte) ofGroup;
        at = putCount(to, at, keyLength);
        System.arraycopy(keys, keyStart, to, at, keyLength);
        at = putCount(to, at + keyLength, valueLength + 1);
        if (valueLength > 0) {
            System.arraycopy(values, valueStart, to, at, valueLength);
            at += valueLength;
        }
        sink.claim(at - before);
        entries++;
        bytes += at - before;
    }

    private static ByteSink bucket(@Nullable ByteSink[] sinks, int code) {
        ByteSink sink = sinks[code];
        if (sink == null) {
            sink = new ByteSink();
            sinks[code] = sink;
        }
        return sink;
    }

    private static int putCount(byte[] to, int start, int count) {
        int at = start;
        int rest = count;
        while (rest > 0x7F) {
            to[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        to[at++] = (byte) rest;
        return at;
    }

    /** Puts the entries together to a chunk. */
    void assemble(boolean isContinuation, boolean hasNewKeys, ByteSink to) {
        head.clear();
        for (int code = 0; code < kept.length; code++) {
            cut(code, kept[code], keptCounts[code]);
            cut(code, removed[code], removedCounts[code]);
        }
        to.clear();
        to.reserve(Math.toIntExact(bytes) + head.length());
        head.begin(isContinuation, hasNewKeys, to);
        for (int code = 0; code < kept.length; code++) {
            append(kept[code], to);
            append(removed[code], to);
        }
        head.finish(to);
    }

    private static void append(@Nullable ByteSink sink, ByteSink to) {
        if (sink != null && sink.length() > 0) {
            to.append(sink.bytes(), 0, sink.length());
        }
    }

    /** Only the buckets that are larger than a block are gone over entry by entry. */
    private void cut(int code, @Nullable ByteSink sink, int count) {
        if (sink == null || sink.length() == 0) {
            return;
        }
        if (sink.length() <= ChunkFormat.BLOCK_BYTES) {
            head.entries(code, sink.length(), count);
            return;
        }
        walker.reset(sink.bytes(), 0, sink.length());
        while (!walker.isAtEnd()) {
            int from = walker.position();
            walker.take(1);
            walker.take(walker.getCount());
            walker.take(Math.max(walker.getCount() - 1, 0));
            head.entries(code, walker.position() - from, 1);
        }
    }

    void clear() {
        for (int code = 0; code < kept.length; code++) {
            clear(kept, code);
            clear(removed, code);
            keptCounts[code] = 0;
            removedCounts[code] = 0;
        }
        entries = 0;
        bytes = 0;
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
}
