package io.weir.engine.window;

/**
 * Windows made of slices: the stretches of time between two neighbouring window bounds. A row belongs to one slice,
 * however many windows overlap there, so that what a row costs does not depend on their number. All times are wall
 * time; ends are exclusive.
 */
public final class SlicedWindows {
    private enum Kind {
        TUMBLING,
        HOPPING,
        CUMULATIVE
    }

    private final Kind kind;
    private final long sliceSize;
    private final long size;
    private final long step;
    private final long offset;

    private SlicedWindows(Kind kind, long sliceSize, long size, long step, long offset) {
        this.kind = kind;
        this.sliceSize = sliceSize;
        this.size = size;
        this.step = step;
        this.offset = offset;
    }

    public static SlicedWindows tumbling(long size, long offset) {
        return new SlicedWindows(Kind.TUMBLING, size, size, size, offset);
    }

    /** Windows of a size that start every slide, which need not divide the size. */
    public static SlicedWindows hopping(long size, long slide, long offset) {
        return new SlicedWindows(Kind.HOPPING, greatestCommonDivisor(size, slide), size, slide, offset);
    }

    /** Windows that start together every {@code maxSize} and end at each step. */
    public static SlicedWindows cumulative(long maxSize, long step, long offset) {
        return new SlicedWindows(Kind.CUMULATIVE, step, maxSize, step, offset);
    }

    private static long greatestCommonDivisor(long a, long b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }

    /** True if a slice belongs to one window only. */
    public boolean isTumbling() {
        return kind == Kind.TUMBLING;
    }

    public boolean isCumulative() {
        return kind == Kind.CUMULATIVE;
    }

    public boolean isHopping() {
        return kind == Kind.HOPPING;
    }

    /** The greatest number of slices in a window. */
    public long slicesPerWindow() {
        return size / sliceSize;
    }

    public long sliceSize() {
        return sliceSize;
    }

    private static long floor(long time, long offset, long size) {
        return time - Math.floorMod(time - offset, size);
    }

    /** The end of the slice that a time lies in. */
    public long sliceEnd(long time) {
        return floor(time, offset, sliceSize) + sliceSize;
    }

    /** The end of the first window that holds a slice, or {@link Long#MAX_VALUE} if it lies between windows. */
    public long firstWindowEnd(long sliceEnd) {
        if (kind != Kind.HOPPING) {
            return sliceEnd;
        }
        long end = ceilingWindowEnd(sliceEnd);
        return end - size <= sliceEnd - sliceSize ? end : Long.MAX_VALUE;
    }

    private long ceilingWindowEnd(long time) {
        long below = floor(time, offset + size, step);
        return below == time ? time : below + step;
    }

    /** The end of the last window that holds a slice. */
    public long lastWindowEnd(long sliceEnd) {
        return switch (kind) {
            case TUMBLING -> sliceEnd;
            case HOPPING -> floor(sliceEnd - sliceSize + size, offset + size, step);
            case CUMULATIVE -> floor(sliceEnd - sliceSize, offset, size) + size;
        };
    }

    /** The end of the window after the one that ends here, with which it may share slices. */
    public long nextWindowEnd(long windowEnd) {
        return windowEnd + step;
    }

    /** True if no later window has rows in common with the one that ends here. */
    public boolean isLastOfItsRows(long windowEnd) {
        return switch (kind) {
            case TUMBLING -> true;
            case HOPPING -> step >= size;
            case CUMULATIVE -> Math.floorMod(windowEnd - offset, size) == 0;
        };
    }

    public long windowStart(long windowEnd) {
        return kind == Kind.CUMULATIVE ? floor(windowEnd - 1, offset, size) : windowEnd - size;
    }

    /** The ends of all windows that hold a time, ascending. */
    public long[] windowEnds(long time) {
        long slice = sliceEnd(time);
        long first = firstWindowEnd(slice);
        if (first == Long.MAX_VALUE) {
            return new long[0];
        }
        long last = lastWindowEnd(slice);
        long[] ends = new long[(int) ((last - first) / step) + 1];
        for (int i = 0; i < ends.length; i++) {
            ends[i] = first + i * step;
        }
        return ends;
    }
}
