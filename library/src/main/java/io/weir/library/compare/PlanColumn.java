package io.weir.library.compare;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where a column of a plan's result comes from.
 *
 * @param sources columns of scans that have the same value, by the scans' ids; none if the value is computed
 * @param bound what it says of a window, if it does
 * @param chance the function because of which it may be another one on every run, if there is one
 */
record PlanColumn(Map<Integer, Integer> sources, Optional<Bound> bound, Optional<String> chance) {
    /** Computed, always in the same way. */
    static final PlanColumn COMPUTED = new PlanColumn(Map.of(), Optional.empty(), Optional.empty());

    PlanColumn {
        sources = Map.copyOf(sources);
    }

    /** Which end of a window. */
    enum End {
        START,
        /** The first moment behind it. */
        END,
        /** Its last millisecond. */
        LAST
    }

    /**
     * An end of a window.
     *
     * @param times the columns of scans whose times the window is of, by the scans' ids
     * @param sizeMillis how long the window is at most; 0 if that hangs on its rows
     */
    record Bound(End end, Map<Integer, Integer> times, long sizeMillis) {
        Bound {
            times = Map.copyOf(times);
        }
    }

    static PlanColumn of(int scan, int column) {
        return new PlanColumn(Map.of(scan, column), Optional.empty(), Optional.empty());
    }

    static PlanColumn byChance(String function) {
        return new PlanColumn(Map.of(), Optional.empty(), Optional.of(function));
    }

    /** The end of a window over this time. */
    PlanColumn windowEnd(End end, long sizeMillis) {
        return new PlanColumn(Map.of(), Optional.of(new Bound(end, sources, sizeMillis)), Optional.empty());
    }

    /** The same column of another input as well. */
    PlanColumn or(PlanColumn other) {
        Map<Integer, Integer> all = new TreeMap<>(sources);
        other.sources.forEach(all::putIfAbsent);
        Optional<Bound> either = bound.equals(other.bound) ? bound : Optional.empty();
        return new PlanColumn(all, either, chance.or(() -> other.chance));
    }

    /** Whether anything is known of it that rows of the input can be found by. */
    boolean isTraced() {
        return !sources.isEmpty() || bound.isPresent();
    }
}
