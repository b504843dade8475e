package io.weir.engine.window;

import io.weir.plan.node.Window;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;

/**
 * Which rows belong to which window, found the naive way: row by row, window by window, nothing shared with the engine.
 *
 * <p>A row is late for a window if the watermark that it carries has reached the window's last millisecond. Sessions of
 * a key that touch are one; a row that meets an open session is not late.
 */
final class WindowOracle {
    /** A row of the stream: its key, its event time, the watermark before it, and its number. */
    record Input(Object key, long time, long watermark, int number) {}

    /** The rows of one window of one key, by their numbers; bounds are wall time. */
    record Group(Object key, long start, long end, List<Integer> rows) {}

    /** All windows that are given out, and the number of rows that are part of none. */
    record Result(List<Group> groups, long lateRows) {}

    private record Bounds(Object key, long start, long end) {}

    private final Window window;
    /** The zone in which windows are cut, if that is not UTC. */
    private final Optional<ZoneId> zone;

    WindowOracle(Window window, Optional<ZoneId> zone) {
        this.window = window;
        this.zone = zone;
    }

    Result run(List<Input> rows) {
        return window instanceof Window.Session session ? sessions(rows, session.gapMillis()) : fixed(rows);
    }

    private Result fixed(List<Input> rows) {
        Map<Bounds, Group> groups = new HashMap<>();
        long late = 0;
        for (Input row : rows) {
            boolean isLate = true;
            boolean hasWindow = false;
            for (long[] bounds : windowsOf(wall(row.time))) {
                hasWindow = true;
                if (row.watermark < firesAt(bounds[1])) {
                    isLate = false;
                    groups.computeIfAbsent(
                                    new Bounds(row.key, bounds[0], bounds[1]),
                                    key -> new Group(row.key, bounds[0], bounds[1], new ArrayList<>()))
                            .rows
                            .add(row.number);
                }
            }
            late += isLate && hasWindow ? 1 : 0;
        }
        return new Result(List.copyOf(groups.values()), late);
    }

    private List<long[]> windowsOf(long time) {
        List<long[]> bounds = new ArrayList<>();
        if (window instanceof Window.Tumbling tumbling) {
            long start = multipleAtOrBelow(time, tumbling.offsetMillis(), tumbling.sizeMillis());
            bounds.add(new long[] {start, start + tumbling.sizeMillis()});
        } else if (window instanceof Window.Hopping hopping) {
            long start = multipleAtOrBelow(time, hopping.offsetMillis(), hopping.slideMillis());
            for (; start + hopping.sizeMillis() > time; start -= hopping.slideMillis()) {
                bounds.add(new long[] {start, start + hopping.sizeMillis()});
            }
        } else if (window instanceof Window.Cumulative cumulative) {
            long start = multipleAtOrBelow(time, cumulative.offsetMillis(), cumulative.maxSizeMillis());
            for (long size = cumulative.stepMillis();
                    size <= cumulative.maxSizeMillis();
                    size += cumulative.stepMillis()) {
                if (time < start + size) {
                    bounds.add(new long[] {start, start + size});
                }
            }
        }
        return bounds;
    }

    private static long multipleAtOrBelow(long time, long offset, long size) {
        long multiple = (time - offset) / size * size + offset;
        while (multiple > time) {
            multiple -= size;
        }
        return multiple;
    }

    private Result sessions(List<Input> rows, long gap) {
        List<Group> done = new ArrayList<>();
        List<Group> open = new ArrayList<>();
        long late = 0;
        for (Input row : rows) {
            for (Iterator<Group> groups = open.iterator(); groups.hasNext(); ) {
                Group group = groups.next();
                if (row.watermark >= firesAt(group.end)) {
                    done.add(group);
                    groups.remove();
                }
            }
            long start = wall(row.time);
            Group merged = new Group(row.key, start, start + gap, new ArrayList<>(List.of(row.number)));
            boolean meets = false;
            for (Group group : List.copyOf(open)) {
                if (group.key.equals(row.key) && start <= group.end && group.start <= start + gap) {
                    meets = true;
                    open.remove(group);
                    merged.rows.addAll(group.rows);
                    merged = new Group(
                            row.key, Math.min(merged.start, group.start), Math.max(merged.end, group.end), merged.rows);
                }
            }
            if (!meets && row.watermark >= firesAt(start + gap)) {
                late++;
            } else {
                open.add(merged);
            }
        }
        done.addAll(open);
        return new Result(done, late);
    }

    private long wall(long time) {
        return zone.isEmpty()
                ? time
                : LocalDateTime.ofInstant(Instant.ofEpochMilli(time), zone.get())
                        .toInstant(ZoneOffset.UTC)
                        .toEpochMilli();
    }

    /** The instant of a wall time, for window_time. */
    long epoch(long wall) {
        return zone.isEmpty() ? wall : instant(wall);
    }

    private long instant(long wall) {
        return LocalDateTime.ofInstant(Instant.ofEpochMilli(wall), ZoneOffset.UTC)
                .atZone(zone.orElse(ZoneOffset.UTC))
                .toInstant()
                .toEpochMilli();
    }

    /**
     * The watermark that fires a window. Flink's rule for a zone with daylight saving time: a last millisecond that the
     * clock skips fires at the start of its hour, one that the clock shows twice fires the second time.
     */
    private long firesAt(long end) {
        long last = end - 1;
        if (zone.isEmpty()) {
            return last;
        }
        long first = instant(last);
        if (TimeZone.getTimeZone(zone.get()).useDaylightTime()) {
            long later = instant(last + 3_600_000);
            if (later == first) {
                return first - first % 3_600_000;
            }
            if (later - first > 3_600_000) {
                return first + 3_600_000;
            }
        }
        return first;
    }
}
