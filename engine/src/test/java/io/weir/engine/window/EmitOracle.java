package io.weir.engine.window;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Early and late firing as Flink's triggers define it, one row and one timer at a time, for COUNT(*) by key and
 * tumbling or hopping window. It differs from Flink in one thing: what waits when a window is forgotten is given out
 * then.
 */
final class EmitOracle {
    /** A group of a window. */
    private static final class Group {
        private final String key;
        private long count;
        private Optional<Long> emitted = Optional.empty();
        private boolean hasFired;
        private long nextEarly = Long.MAX_VALUE;
        private long nextLate = Long.MAX_VALUE;

        private Group(String key) {
            this.key = key;
        }
    }

    private final long size;
    private final long slide;
    private final EmitStrategy strategy;
    private final TreeMap<Long, TreeMap<String, Group>> windows = new TreeMap<>();
    private final List<String> changes = new ArrayList<>();
    private long watermark = Long.MIN_VALUE;
    private long clock;
    private long lateRows;

    EmitOracle(long size, long slide, EmitStrategy strategy) {
        this.size = size;
        this.slide = slide;
        this.strategy = strategy;
    }

    List<String> changes() {
        return changes;
    }

    long lateRows() {
        return lateRows;
    }

    void row(String key, long time, boolean isAddition) {
        boolean isTaken = false;
        for (long end = Math.floorDiv(time, slide) * slide + size; end > time; end -= slide) {
            if (end - 1 + strategy.allowedLatenessMillis() <= watermark) {
                continue;
            }
            isTaken = true;
            Group group =
                    windows.computeIfAbsent(end, missing -> new TreeMap<>()).computeIfAbsent(key, Group::new);
            group.count += isAddition ? 1 : -1;
            if (onRow(group, end)) {
                emit(group, end);
            }
        }
        lateRows += isTaken ? 0 : 1;
    }

    private boolean onRow(Group group, long end) {
        boolean knowsBoth = strategy.lateDelayMillis() > 0;
        if (knowsBoth && group.hasFired) {
            if (strategy.hasOneBeat()) {
                group.nextEarly = start(group.nextEarly, strategy.lateDelayMillis());
            } else {
                group.nextLate = start(group.nextLate, strategy.lateDelayMillis());
            }
            return false;
        }
        if (end - 1 <= watermark) {
            return true;
        }
        if (strategy.earlyDelayMillis() > 0) {
            group.nextEarly = start(group.nextEarly, strategy.earlyDelayMillis());
        }
        return strategy.earlyDelayMillis() == 0;
    }

    private long start(long next, long delay) {
        return next == Long.MAX_VALUE ? clock + delay : next;
    }

    /** The clock goes on to a time; timers go off when it has passed theirs. */
    void time(long millis) {
        for (clock = Math.min(clock, millis); clock < millis; ) {
            clock++;
            windows.forEach((end, groups) -> groups.values().forEach(group -> onClock(group, end)));
        }
    }

    private void onClock(Group group, long end) {
        boolean isLate = strategy.lateDelayMillis() > 0 && group.hasFired;
        if (group.nextEarly < clock) {
            boolean fires = !isLate || strategy.hasOneBeat();
            group.nextEarly = fires ? group.nextEarly + strategy.earlyDelayMillis() : Long.MAX_VALUE - 1;
            if (fires) {
                emit(group, end);
            }
        }
        if (group.nextLate < clock) {
            group.nextLate += strategy.lateDelayMillis();
            emit(group, end);
        }
    }

    void watermark(long millis) {
        windows.forEach((end, groups) -> {
            if (end - 1 > watermark && end - 1 <= millis) {
                groups.values().forEach(group -> {
                    emit(group, end);
                    group.hasFired = true;
                });
            }
        });
        watermark = millis;
        windows.entrySet().removeIf(window -> {
            boolean isForgotten =
                    millis == Long.MAX_VALUE || window.getKey() - 1 + strategy.allowedLatenessMillis() <= millis;
            if (isForgotten) {
                window.getValue().values().forEach(group -> emit(group, window.getKey()));
            }
            return isForgotten;
        });
    }

    private void emit(Group group, long end) {
        if (group.count == 0) {
            group.emitted.ifPresent(count -> change("-D", group, count, end));
            group.emitted = Optional.empty();
        } else if (group.emitted.isEmpty()) {
            change("+I", group, group.count, end);
            group.emitted = Optional.of(group.count);
        } else if (group.emitted.get() != group.count) {
            change("-U", group, group.emitted.get(), end);
            change("+U", group, group.count, end);
            group.emitted = Optional.of(group.count);
        }
    }

    private void change(String kind, Group group, long count, long end) {
        changes.add(kind + "[" + group.key + ", " + count + ", " + (end - size) + "]");
    }

    /** What is left of changes, whose order does not matter for that. */
    static Map<String, Integer> table(List<String> changes) {
        Map<String, Integer> rows = new TreeMap<>();
        for (String change : changes) {
            rows.merge(change.substring(2), change.charAt(0) == '+' ? 1 : -1, Integer::sum);
        }
        rows.values().removeIf(count -> count == 0);
        return rows;
    }
}
