package io.weir.engine.epoch;

import java.util.Arrays;

/** Keys that have been seen, as bytes: what a merge remembers of newer chunks. */
final class KeySet {
    private static final int SLOTS_MIN = 64;

    private byte[] keys = new byte[1024];
    private int keysLength;
    /** Where a slot's key begins, plus one; 0 for none. */
    private int[] starts = new int[SLOTS_MIN];

    private int[] lengths = new int[SLOTS_MIN];
    private int[] hashes = new int[SLOTS_MIN];
    private int count;

    static int hash(byte[] bytes, int start, int length) {
        int hash = length;
        int i = start;
        int end = start + length;
        for (; i + 4 <= end; i += 4) {
            hash = (hash ^ ChunkFormat.getInt(bytes, i)) * 0x9E3779B1;
            hash ^= hash >>> 15;
        }
        for (; i < end; i++) {
            hash = (hash ^ bytes[i]) * 0x01000193;
        }
        hash *= 0x85EBCA6B;
        return hash ^ hash >>> 13;
    }

    void clear() {
        if (count > 0) {
            Arrays.fill(starts, 0);
        }
        count = 0;
        keysLength = 0;
    }

    int count() {
        return count;
    }

    boolean contains(int hash, byte[] bytes, int start, int length) {
        return starts[find(hash, bytes, start, length)] != 0;
    }

    /** False if the key is there already. */
    boolean add(int hash, byte[] bytes, int start, int length) {
        int slot = find(hash, bytes, start, length);
        if (starts[slot] != 0) {
            return false;
        }
        if (keys.length - keysLength < length) {
            long wanted = Math.max((long) keysLength + length, 2L * keys.length);
            keys = Arrays.copyOf(keys, (int) Math.min(wanted, Integer.MAX_VALUE - 16));
        }
        System.arraycopy(bytes, start, keys, keysLength, length);
        starts[slot] = keysLength + 1;
        lengths[slot] = length;
        hashes[slot] = hash;
        keysLength += length;
        if (++count * 2 > starts.length) {
            grow();
        }
        return true;
    }

    private int find(int hash, byte[] bytes, int start, int length) {
        int mask = starts.length - 1;
        int slot = hash & mask;
        while (starts[slot] != 0
                && !(hashes[slot] == hash
                        && lengths[slot] == length
                        && Arrays.equals(
                                keys, starts[slot] - 1, starts[slot] - 1 + length, bytes, start, start + length))) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        int[] oldStarts = starts;
        int[] oldLengths = lengths;
        int[] oldHashes = hashes;
        starts = new int[2 * oldStarts.length];
        lengths = new int[starts.length];
        hashes = new int[starts.length];
        int mask = starts.length - 1;
        for (int i = 0; i < oldStarts.length; i++) {
            if (oldStarts[i] != 0) {
                int slot = oldHashes[i] & mask;
                while (starts[slot] != 0) {
                    slot = slot + 1 & mask;
                }
                starts[slot] = oldStarts[i];
                lengths[slot] = oldLengths[i];
                hashes[slot] = oldHashes[i];
            }
        }
    }
}
