package io.weir.benchmarks.limit;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * COUNT and SUM by window and page: a window has a run of slots, and the page's id is the index in it.
 *
 * <p>Neighbouring rows nearly always belong to the same window, so that finding a slot is one comparison and one
 * addition.
 */
final class PageWindows {
    /** A power of two. */
    private static final int RECENT_WINDOWS = 4;

    private final long windowMillis;
    private final int[] slots = new int[EventColumns.ROWS_MAX];

    /** Where a window's slots begin, by the window's number (start divided by length). */
    private final Map<Long, Integer> firstSlots = new HashMap<>();

    private long[] counts = new long[0];
    private long[] sums = new long[0];
    private int slotsPerWindow = 1_024;
    private int slotsUsed;

    /** The windows seen last, by their number's lowest bits: disorder makes rows go to and fro between neighbours. */
    private final long[] recentWindows = new long[RECENT_WINDOWS];

    private final int[] recentFirstSlots = new int[RECENT_WINDOWS];

    PageWindows(long windowMillis) {
        this.windowMillis = windowMillis;
        Arrays.fill(recentWindows, Long.MIN_VALUE);
    }

    void add(EventColumns columns, int pages) {
        if (pages > slotsPerWindow) {
            widen(pages);
        }
        resolveSlots(columns.timeMillis, columns.page, columns.rows);
        accumulate(slots, columns.loadTimeMillis, columns.rows, counts, sums);
    }

    /** What takes the sums: the start of the window, the page's id, its count and its sum. */
    interface Visitor {
        void visit(long windowStartMillis, int page, long count, long sum);
    }

    void forEach(Visitor visitor) {
        firstSlots.forEach((window, first) -> {
            for (int page = 0; page < slotsPerWindow; page++) {
                if (counts[first + page] > 0) {
                    visitor.visit(window * windowMillis, page, counts[first + page], sums[first + page]);
                }
            }
        });
    }

    private void resolveSlots(long[] times, int[] pages, int rows) {
        for (int row = 0; row < rows; row++) {
            long window = Math.floorDiv(times[row], windowMillis);
            int recent = (int) window & RECENT_WINDOWS - 1;
            if (recentWindows[recent] != window) {
                recentFirstSlots[recent] = firstSlots.computeIfAbsent(window, ignored -> newWindow());
                recentWindows[recent] = window;
            }
            slots[row] = recentFirstSlots[recent] + pages[row];
        }
    }

    private int newWindow() {
        int first = slotsUsed;
        slotsUsed += slotsPerWindow;
        if (slotsUsed > counts.length) {
            counts = Arrays.copyOf(counts, 2 * slotsUsed);
            sums = Arrays.copyOf(sums, 2 * slotsUsed);
        }
        return first;
    }

    /** More pages than a window has slots: every window moves to a wider run. */
    private void widen(int pages) {
        int narrow = slotsPerWindow;
        long[] narrowCounts = counts;
        long[] narrowSums = sums;
        slotsPerWindow = Integer.highestOneBit(pages) * 2;
        slotsUsed = 0;
        counts = new long[0];
        sums = new long[0];
        firstSlots.replaceAll((window, first) -> {
            int wide = newWindow();
            System.arraycopy(narrowCounts, first, counts, wide, narrow);
            System.arraycopy(narrowSums, first, sums, wide, narrow);
            return wide;
        });
        Arrays.fill(recentWindows, Long.MIN_VALUE);
    }

    private static void accumulate(int[] slots, int[] values, int rows, long[] counts, long[] sums) {
        for (int row = 0; row < rows; row++) {
            int slot = slots[row];
            counts[slot]++;
            sums[slot] += values[row];
        }
    }
}
