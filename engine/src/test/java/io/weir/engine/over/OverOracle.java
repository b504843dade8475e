package io.weir.engine.over;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which rows OVER takes by event time, and the frame of each, as Flink's functions have it: rows wait under a timer of
 * their time, and a key of a bounded range has timers that clean it up.
 */
final class OverOracle {
    /** A row with its frame: the values in the order in which they entered. */
    record Framed(Object key, long time, long id, List<Long> values) {}

    private record Row(Object key, long time, long id, Long value) {}

    private static final class Key {
        private final TreeMap<Long, List<Row>> waiting = new TreeMap<>();
        private final TreeSet<Long> timers = new TreeSet<>();
        private final List<Row> fired = new ArrayList<>();
        private long last;
        private Long cleanup;
    }

    private final OverFrame frame;
    private final Map<Object, Key> keys = new HashMap<>();
    private final List<Framed> result = new ArrayList<>();
    private long watermark = Long.MIN_VALUE;
    private int lateRows;

    OverOracle(OverFrame frame) {
        this.frame = frame;
    }

    List<Framed> result() {
        result.sort(Comparator.comparing(Framed::id));
        return result;
    }

    int lateRows() {
        return lateRows;
    }

    void take(Object key, long time, long id, Long value) {
        Key state = keys.computeIfAbsent(Objects.requireNonNullElse(key, "null"), missing -> new Key());
        boolean isLate = frame.isBounded() ? time <= state.last : time <= watermark;
        if (isLate) {
            lateRows++;
            return;
        }
        state.waiting.computeIfAbsent(time, missing -> new ArrayList<>()).add(new Row(key, time, id, value));
        state.timers.add(time);
        if (frame.isBoundedRange() && (state.cleanup == null || state.cleanup < time + frame.size() + 1)) {
            state.cleanup = time + (long) (frame.size() * 1.5) + 1;
            state.timers.add(state.cleanup);
        }
    }

    void advance(long to) {
        if (to <= watermark) {
            return;
        }
        watermark = to;
        for (Key state : keys.values()) {
            while (!state.timers.isEmpty() && state.timers.first() <= to) {
                fire(state, state.timers.pollFirst());
            }
        }
    }

    private void fire(Key state, long time) {
        if (state.cleanup != null && state.cleanup <= time) {
            state.waiting.clear();
            state.fired.clear();
            state.last = 0;
            state.cleanup = null;
            return;
        }
        state.last = time;
        List<Row> rows = state.waiting.remove(time);
        if (rows == null) {
            return;
        }
        if (!frame.isRows()) {
            state.fired.addAll(rows);
        }
        for (Row row : rows) {
            if (frame.isRows()) {
                state.fired.add(row);
            }
            List<Long> values = new ArrayList<>();
            for (int i = 0; i < state.fired.size(); i++) {
                boolean isInFrame = !frame.isBounded()
                        || (frame.isRows()
                                ? i >= state.fired.size() - frame.size()
                                : state.fired.get(i).time >= time - frame.size());
                if (isInFrame) {
                    values.add(state.fired.get(i).value);
                }
            }
            result.add(new Framed(row.key, row.time, row.id, values));
        }
    }
}
