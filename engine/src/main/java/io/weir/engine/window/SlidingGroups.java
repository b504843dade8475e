package io.weir.engine.window;

import io.weir.engine.aggregate.Aggregation;
import io.weir.engine.aggregate.GroupTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The groups of a hopping window that moves on slice by slice.
 *
 * <p>Where results can be taken away again (counts and sums of integers), one running table has each slice added when
 * it enters and subtracted when it leaves. Otherwise slices are merged in blocks of 2, 4, 8, … that stay as the window
 * moves, so that a window of n slices needs about 2 log n merges. Whether later or earlier slices are merged first
 * decides the order of the values in a list.
 */
final class SlidingGroups {
    private static final int DEAD_MIN = 1024;

    private final Aggregation aggregation;
    private final SlicedWindows windows;
    private final boolean isInvertible;
    private final boolean isEarlierFirst;
    /** A table of the window, which no longer changes once it is there. */
    private record Slice(SliceKey key, GroupTable table, long memoryBytes) {}

    /** All tables of the slices in the window, by slice end. */
    private final TreeMap<Long, List<Slice>> slices = new TreeMap<>();

    private long sliceBytes;

    private GroupTable running;
    /** For each group of the running table, the number of tables that hold it. */
    private int[] holders = new int[16];

    private int liveCount;
    private final Map<Long, GroupTable>[] blocks;

    @SuppressWarnings({"unchecked", "rawtypes"})
    SlidingGroups(Aggregation aggregation, SlicedWindows windows, boolean isEarlierFirst) {
        this.aggregation = aggregation;
        this.isEarlierFirst = isEarlierFirst;
        this.windows = windows;
        this.isInvertible = aggregation.isInvertible();
        running = aggregation.newTable();
        int levels = 64 - Long.numberOfLeadingZeros(Math.max(1, windows.slicesPerWindow()));
        blocks = new Map[levels];
        for (int i = 0; i < levels; i++) {
            blocks[i] = new TreeMap<>();
        }
    }

    boolean isEmpty() {
        return slices.isEmpty();
    }

    /** Adds rows of a slice. */
    void add(SliceKey key, GroupTable table) {
        long sliceEnd = key.sliceEnd();
        Slice slice = new Slice(key, table, table.memoryBytes());
        slices.computeIfAbsent(sliceEnd, end -> new ArrayList<>(1)).add(slice);
        sliceBytes += slice.memoryBytes;
        if (isInvertible) {
            running.merge(table);
            count(running.slots(), table.size(), 1);
        } else {
            for (int level = 0; level < blocks.length; level++) {
                blocks[level].remove(blockOf(sliceEnd, level));
            }
        }
    }

    /** Shows the tables of slices that end after this time. */
    void forEachAfter(long sliceEnd, BiConsumer<SliceKey, GroupTable> consumer) {
        for (List<Slice> tables : slices.tailMap(sliceEnd, false).values()) {
            tables.forEach(slice -> consumer.accept(slice.key, slice.table));
        }
    }

    /** Removes all slices that end at or before this time; their tables are given back. */
    void removeUpTo(long sliceEnd, Consumer<GroupTable> released) {
        while (!slices.isEmpty() && slices.firstKey() <= sliceEnd) {
            Map.Entry<Long, List<Slice>> first = slices.pollFirstEntry();
            for (Slice slice : first.getValue()) {
                sliceBytes -= slice.memoryBytes;
                if (isInvertible) {
                    running.subtract(slice.table);
                    count(running.slots(), slice.table.size(), -1);
                }
                released.accept(slice.table);
            }
        }
        if (isInvertible) {
            dropDeadGroups();
        } else {
            for (int level = 0; level < blocks.length; level++) {
                ((TreeMap<Long, GroupTable>) blocks[level])
                        .headMap(blockOf(sliceEnd + windows.sliceSize(), level))
                        .clear();
            }
        }
    }

    private void count(int[] slots, int count, int change) {
        if (holders.length < running.size()) {
            holders = java.util.Arrays.copyOf(holders, Math.max(running.size(), holders.length * 2));
        }
        for (int i = 0; i < count; i++) {
            int slot = slots[i];
            int before = holders[slot];
            holders[slot] = before + change;
            liveCount += (before + change > 0 ? 1 : 0) - (before > 0 ? 1 : 0);
        }
    }

    private void dropDeadGroups() {
        int deadCount = running.size() - liveCount;
        if (deadCount < DEAD_MIN || deadCount * 2 < running.size()) {
            return;
        }
        GroupTable packed = aggregation.newTable();
        int[] live = new int[running.size()];
        int[] liveHolders = new int[Math.max(16, running.size())];
        int count = 0;
        for (int slot = 0; slot < running.size(); slot++) {
            if (holders[slot] > 0) {
                liveHolders[count] = holders[slot];
                live[count++] = slot;
            }
        }
        packed.mergeSlots(running, live, count);
        running = packed;
        holders = liveHolders;
    }

    /** The groups of the window as it stands; those for which {@link #isLive} is false are no part of it. */
    GroupTable groups() {
        if (isInvertible) {
            return running;
        }
        running.clear();
        if (!slices.isEmpty()) {
            long from = index(slices.firstKey());
            long to = index(slices.lastKey()) + 1;
            while (from < to) {
                int level = Math.min(
                        Math.min(
                                Long.numberOfTrailingZeros(isEarlierFirst ? from : to),
                                63 - Long.numberOfLeadingZeros(to - from)),
                        blocks.length - 1);
                if (isEarlierFirst) {
                    mergeBlock(running, from >> level, level);
                    from += 1L << level;
                } else {
                    to -= 1L << level;
                    mergeBlock(running, to >> level, level);
                }
            }
        }
        return running;
    }

    boolean isLive(int slot) {
        return !isInvertible || holders[slot] > 0;
    }

    private long index(long sliceEnd) {
        return Math.floorDiv(sliceEnd - 1, windows.sliceSize());
    }

    private long blockOf(long sliceEnd, int level) {
        return index(sliceEnd) >> level;
    }

    private GroupTable block(long number, int level) {
        GroupTable cached = blocks[level].get(number);
        if (cached != null) {
            return cached;
        }
        GroupTable merged = aggregation.newTable();
        if (level == 0) {
            long sliceSize = windows.sliceSize();
            for (List<Slice> tables : slices.subMap(number * sliceSize + 1, (number + 1) * sliceSize + 1)
                    .values()) {
                tables.forEach(slice -> merged.merge(slice.table));
            }
        } else {
            mergeBlock(merged, isEarlierFirst ? number * 2 : number * 2 + 1, level - 1);
            mergeBlock(merged, isEarlierFirst ? number * 2 + 1 : number * 2, level - 1);
        }
        blocks[level].put(number, merged);
        return merged;
    }

    /** Stretches without rows have no block: a long window over a sparse stream costs nothing there. */
    private void mergeBlock(GroupTable into, long number, int level) {
        long first = (number << level) * windows.sliceSize() + 1;
        Long next = slices.ceilingKey(first);
        if (next != null && next < first + (windows.sliceSize() << level)) {
            into.merge(block(number, level));
        }
    }

    /** The number of blocks that are kept. */
    int blockCount() {
        int count = 0;
        for (Map<Long, GroupTable> level : blocks) {
            count += level.size();
        }
        return count;
    }

    long memoryBytes() {
        return running.memoryBytes() + sliceBytes;
    }
}
