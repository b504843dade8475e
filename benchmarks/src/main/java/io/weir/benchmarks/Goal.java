package io.weir.benchmarks;

import io.weir.benchmarks.side.SideKind;

/** What Weir has set itself for a comparison; a report says whether it holds. */
sealed interface Goal {
    /** Of which measurement a goal speaks. */
    enum Measure {
        /** The median of the runs in one JVM, after those that warm it up. */
        STEADY("steady"),
        /** The median of whole processes that answer once, start included. */
        PROCESS("process");

        private final String id;

        Measure(String id) {
            this.id = id;
        }

        String id() {
            return id;
        }
    }

    /** Weir is at least this many times as fast as the peer. */
    record Speed(Measure weir, SideKind peer, Measure peerMeasure, double timesMin) implements Goal {}

    /** Weir's process needs at most so much memory. */
    record Memory(double megabytesMax) implements Goal {}

    /** In the steady state of both. */
    static Goal speed(SideKind peer, double timesMin) {
        return new Speed(Measure.STEADY, peer, Measure.STEADY, timesMin);
    }
}
