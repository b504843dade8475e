package io.weir.engine.window;

import io.weir.engine.state.SlotTimers;
import io.weir.engine.state.StateTable;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** The windows of an operator that gives windows out more than once. */
final class EmittedWindows {
    /** What the name of a window's table begins with in snapshots; its end follows. */
    private static final String TABLE = "window/";

    /** Windows whose end has not come, by end. */
    final TreeMap<Long, EmittedWindow> open = new TreeMap<>();
    /** Windows whose end has come and that take late rows, by end. */
    final TreeMap<Long, EmittedWindow> kept = new TreeMap<>();

    @Nullable
    EmittedWindow find(long end) {
        EmittedWindow window = open.get(end);
        return window == null ? kept.get(end) : window;
    }

    /** A table for each window. */
    List<StateTable> tables() {
        List<StateTable> tables = new ArrayList<>(open.size() + kept.size());
        open.values().forEach(window -> tables.add(table(window)));
        kept.values().forEach(window -> tables.add(table(window)));
        return tables;
    }

    private static StateTable table(EmittedWindow window) {
        return window.groups.stateTable(TABLE + window.end, window);
    }

    /** The table of a window that a snapshot has; until {@link #sortRestored}, all of them are open. */
    StateTable restoredTable(String name, LongFunction<EmittedWindow> windows) {
        if (!name.startsWith(TABLE)) {
            throw new IllegalArgumentException(name);
        }
        return table(open.computeIfAbsent(Long.parseLong(name.substring(TABLE.length())), windows::apply));
    }

    /** Tells apart what was restored, and sets the timers. */
    void sortRestored(LongPredicate isOver, SlotTimers early, SlotTimers late) {
        open.values().removeIf(window -> window.groups.size() == 0);
        for (EmittedWindow window : List.copyOf(open.values())) {
            window.addTimers(early, late);
            if (isOver.test(window.end)) {
                window.setOver();
                open.remove(window.end);
                kept.put(window.end, window);
            }
        }
    }

    long memoryBytes() {
        long bytes = 0;
        for (EmittedWindow window : open.values()) {
            bytes += window.memoryBytes();
        }
        for (EmittedWindow window : kept.values()) {
            bytes += window.memoryBytes();
        }
        return bytes;
    }
}
