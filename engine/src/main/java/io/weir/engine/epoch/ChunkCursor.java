package io.weir.engine.epoch;

import io.weir.engine.epoch.storage.EpochStorage;
import java.io.EOFException;
import java.io.IOException;

/**
 * Goes over the entries of a chunk in the order of key groups, some blocks at a time, each verified before it is used.
 */
final class ChunkCursor {
    private final EpochStorage storage;
    private final Manifest.Chunk chunk;
    private final ChunkFormat.Head head;

    /** How many bytes are read at a time, if a block has not more. */
    private int readBytes;

    /** Blocks from windowBlock to before windowEnd. */
    private byte[] window = new byte[0];

    private int windowBlock;
    private int windowEnd;

    private int block = -1;
    /** Where the next entry begins, and where its block ends, in the window. */
    private int at;

    private int blockEnd;
    private int markBlock;
    private int markOffset;

    /** The entry: its group's place in the order, and its key and value in the window. */
    int code;

    int keyStart;
    int keyLength;
    int valueStart;
    /** -1 for a key that is gone. */
    int valueLength;

    private ChunkCursor(EpochStorage storage, Manifest.Chunk chunk, ChunkFormat.Head head) {
        this.storage = storage;
        this.chunk = chunk;
        this.head = head;
        this.readBytes = storage.readBytesMax();
    }

    static ChunkCursor open(EpochStorage storage, Manifest.Chunk chunk) {
        byte[] bytes = new byte[(int) Math.min(chunk.length(), 4096)];
        read(storage, chunk, 0, bytes, bytes.length);
        int length = ChunkFormat.headLength(bytes, 0, bytes.length);
        if (length < 0 || length > chunk.length()) {
            throw damaged(storage, chunk, 0, "the head of the chunk is not one");
        }
        if (length > bytes.length) {
            bytes = new byte[length];
            read(storage, chunk, 0, bytes, length);
        }
        ChunkFormat.Head head = ChunkFormat.Head.read(bytes, length, chunk);
        if (head == null) {
            throw damaged(storage, chunk, 0, "the checksum of the chunk's head is wrong");
        }
        return new ChunkCursor(storage, chunk, head);
    }

    private static void read(EpochStorage storage, Manifest.Chunk chunk, long offset, byte[] to, int count) {
        try {
            storage.read(chunk.object(), chunk.offset() + offset, to, 0, count);
        } catch (EOFException e) {
            throw damaged(storage, chunk, offset, "the file is cut short: " + e.getMessage());
        } catch (IOException e) {
            throw Failures.reading(storage, chunk.object(), e);
        }
    }

    private static DamagedException damaged(EpochStorage storage, Manifest.Chunk chunk, long offset, String what) {
        return new DamagedException(storage.locationOf(chunk.object()) + ", byte " + (chunk.offset() + offset), what);
    }

    /** Reads at most so much at a time, if a block has not more. */
    void limit(int bytes) {
        readBytes = Math.min(bytes, storage.readBytesMax());
    }

    ChunkFormat.Head head() {
        return head;
    }

    byte[] bytes() {
        return window;
    }

    int group() {
        return code == ChunkFormat.GROUP_CODES - 1 ? ChunkWriter.FOR_ALL : code;
    }

    /** Passes over the groups before the given one without reading blocks of which no entry is wanted. */
    void skipTo(int firstCode) {
        int first = block;
        while (first < 0 || first < head.count && head.lastCodes[first] < firstCode) {
            first++;
        }
        if (first != block) {
            leaveTo(first);
        }
        while (peek() < firstCode) {
            advance();
        }
    }

    /** Moves to the next entry if its group is before the given one. */
    boolean nextBefore(int endCode) {
        if (peek() >= endCode) {
            return false;
        }
        advance();
        return true;
    }

    /** The next entry's group, or {@link ChunkFormat#GROUP_CODES} at the end. Reads no block before it has to. */
    private int peek() {
        if (block < 0) {
            leaveTo(0);
        }
        if (block >= head.count) {
            return ChunkFormat.GROUP_CODES;
        }
        if (blockEnd < 0) {
            // Not read yet: the block's first group is that of its first entry.
            return head.firstCodes[block];
        }
        return ChunkFormat.order(window[at] & 0xFF);
    }

    private void leaveTo(int nextBlock) {
        block = nextBlock;
        at = 0;
        blockEnd = -1;
    }

    /** Gives the memory back, once the last entry has been used. */
    void release() {
        if (block >= head.count) {
            window = new byte[0];
            windowEnd = windowBlock;
        }
    }

    private void advance() {
        if (blockEnd < 0) {
            load();
        }
        byte[] bytes = window;
        code = ChunkFormat.order(bytes[at] & 0xFF);
        at++;
        keyLength = count(bytes);
        keyStart = at;
        at += keyLength;
        valueLength = count(bytes) - 1;
        valueStart = at;
        at += Math.max(valueLength, 0);
        if (at >= blockEnd) {
            leaveTo(block + 1);
        }
    }

    private int count(byte[] bytes) {
        int result = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes[at++];
            result |= (next & 0x7F) << shift;
            if (next >= 0) {
                return result;
            }
        }
    }

    /** Brings the block into the window, with as many of those behind it as one read may have. */
    private void load() {
        if (block < windowBlock || block >= windowEnd) {
            int end = block + 1;
            while (end < head.count && head.starts[end + 1] - head.starts[block] <= readBytes) {
                end++;
            }
            int count = (int) (head.starts[end] - head.starts[block]);
            if (window.length < count) {
                window = new byte[Math.max(count, Math.min(2 * window.length, readBytes))];
            }
            read(storage, chunk, head.starts[block], window, count);
            windowBlock = block;
            windowEnd = end;
        }
        at = (int) (head.starts[block] - head.starts[windowBlock]);
        blockEnd = at + head.lengths[block];
        if (ChunkFormat.checksum(window, at, head.lengths[block]) != head.checksums[block]) {
            throw damaged(storage, chunk, head.starts[block], "the checksum of a block is wrong");
        }
    }

    /** Remembers the place. */
    void mark() {
        markBlock = Math.max(block, 0);
        markOffset = blockEnd < 0 ? -1 : at - (int) (head.starts[block] - head.starts[windowBlock]);
    }

    /** Goes back to it. */
    void reset() {
        leaveTo(markBlock);
        if (markOffset >= 0) {
            load();
            at += markOffset;
        }
    }

    /** Reads and verifies all blocks. */
    void verify() {
        for (int i = 0; i < head.count; i++) {
            leaveTo(i);
            load();
        }
        window = new byte[0];
    }

    /** All of the chunk, which must be small; verified. */
    byte[] readAll() {
        byte[] bytes = new byte[Math.toIntExact(chunk.length())];
        read(storage, chunk, 0, bytes, bytes.length);
        for (int i = 0; i < head.count; i++) {
            if (ChunkFormat.checksum(bytes, (int) head.starts[i], head.lengths[i]) != head.checksums[i]) {
                throw damaged(storage, chunk, head.starts[i], "the checksum of a block is wrong");
            }
        }
        return bytes;
    }
}
