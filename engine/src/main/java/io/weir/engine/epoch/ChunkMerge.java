package io.weir.engine.epoch;

import io.weir.engine.epoch.storage.EpochStorage;
import io.weir.engine.state.Hashing;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the chunks of a table as one: for each key its newest entry. It remembers the keys of all chunks but the
 * oldest, for some key groups at a time, and goes over large groups more than once, so that memory stays bounded
 * however large the table is.
 */
final class ChunkMerge {
    /** How many bytes of entries, at most, of all chunks but the oldest are remembered at a time. */
    private static final long REMEMBERED_BYTES = 32L << 20;

    /** Groups are read together up to so many bytes, of which the keys then stay in the processor's caches. */
    private static final long SPAN_BYTES = 1 << 20;

    /** How many bytes are read at a time of all chunks together, if their blocks are not larger. */
    private static final int READ_BYTES = 32 << 20;

    private final long rememberedBytes;
    /** The newest first; each is one chunk and those that continue it. */
    private final List<List<ChunkCursor>> runs = new ArrayList<>();

    /** Of each run, whether its keys need not be remembered: no older run has an entry of one that still counts. */
    private final List<Boolean> haveNewKeys = new ArrayList<>();

    private final KeySet seen = new KeySet();

    ChunkMerge(EpochStorage storage, List<Manifest.Chunk> chunks) {
        this(storage, chunks, REMEMBERED_BYTES);
    }

    ChunkMerge(EpochStorage storage, List<Manifest.Chunk> chunks, long rememberedBytes) {
        this.rememberedBytes = rememberedBytes;
        for (Manifest.Chunk chunk : chunks) {
            if (chunk.length() > 0) {
                if (runs.isEmpty() || !chunk.isContinuation()) {
                    runs.add(0, new ArrayList<>());
                    haveNewKeys.add(0, chunk.hasNewKeys());
                }
                runs.get(0).add(ChunkCursor.open(storage, chunk));
            }
        }
    }

    private boolean isRemembered(int run) {
        return run < runs.size() - 1 && !haveNewKeys.get(run);
    }

    private void limitReads() {
        int cursors = runs.stream().mapToInt(List::size).sum();
        runs.forEach(run -> run.forEach(cursor -> cursor.limit(READ_BYTES / cursors)));
    }

    /** Takes an entry where it stands; the cursor is valid during the call. */
    @FunctionalInterface
    interface Taker {
        void take(ChunkCursor entry);
    }

    /** Gives out the entries of the groups from a first to before a last; a key that is gone is given out as such. */
    void read(int firstCode, int endCode, Taker taker) {
        if (firstCode >= endCode) {
            return;
        }
        limitReads();
        runs.forEach(run -> run.forEach(cursor -> cursor.skipTo(firstCode)));
        long[] bytes = rememberedByGroup();
        int from = firstCode;
        while (from < endCode) {
            long sum = bytes[from];
            int to = from + 1;
            while (to < endCode && sum + bytes[to] <= Math.min(SPAN_BYTES, rememberedBytes)) {
                sum += bytes[to++];
            }
            readSpan(to, (int) (sum / rememberedBytes) + 1, taker);
            runs.forEach(run -> run.forEach(ChunkCursor::release));
            from = to;
        }
    }

    /** About how many bytes each group has in the chunks whose keys are remembered. */
    private long[] rememberedByGroup() {
        long[] bytes = new long[ChunkFormat.GROUP_CODES];
        for (int run = 0; run < runs.size(); run++) {
            for (ChunkCursor cursor : isRemembered(run) ? runs.get(run) : List.<ChunkCursor>of()) {
                ChunkFormat.Head head = cursor.head();
                for (int i = 0; i < head.count; i++) {
                    int groups = head.lastCodes[i] - head.firstCodes[i] + 1;
                    for (int code = head.firstCodes[i]; code <= head.lastCodes[i]; code++) {
                        bytes[code] += head.lengths[i] / groups;
                    }
                }
            }
        }
        return bytes;
    }

    private void readSpan(int endCode, int passes, Taker taker) {
        if (passes > 1) {
            runs.forEach(run -> run.forEach(ChunkCursor::mark));
        }
        for (int pass = 0; pass < passes; pass++) {
            if (pass > 0) {
                runs.forEach(run -> run.forEach(ChunkCursor::reset));
            }
            seen.clear();
            for (int i = 0; i < runs.size(); i++) {
                boolean isRemembered = isRemembered(i);
                for (ChunkCursor cursor : runs.get(i)) {
                    readRun(cursor, endCode, isRemembered, pass, passes, taker);
                }
            }
        }
    }

    private void readRun(ChunkCursor cursor, int endCode, boolean isRemembered, int pass, int passes, Taker taker) {
        if (!isRemembered && passes == 1 && seen.count() == 0) {
            while (cursor.nextBefore(endCode)) {
                taker.take(cursor);
            }
            return;
        }
        while (cursor.nextBefore(endCode)) {
            int hash = Hashing.hash(cursor.bytes(), cursor.keyStart, cursor.keyLength);
            if (passes > 1 && (hash >>> 1) % passes != pass) {
                continue;
            }
            boolean isNew = isRemembered
                    ? seen.add(hash, cursor.bytes(), cursor.keyStart, cursor.keyLength)
                    : !seen.contains(hash, cursor.bytes(), cursor.keyStart, cursor.keyLength);
            if (isNew) {
                taker.take(cursor);
            }
        }
    }
}
