package io.weir.engine.runtime;

import java.util.EnumMap;
import java.util.Map;

/** Hears of each step of an epoch when it is done, so that a test can end the process between two of them. */
@FunctionalInterface
interface EpochProbe {
    /** The steps, in their order. */
    enum Step {
        /** All sinks have prepared, nothing is published. */
        PREPARED,
        /** The manifest is published, no sink has committed. */
        PUBLISHED,
        /** A sink has committed, others may not have. */
        SINK_COMMITTED,
        /** All sinks have committed, the sources do not know it. */
        COMMITTED
    }

    /** Names the step that halts the process, and how often it must be reached for that: {@code PUBLISHED:3}. */
    String HALT_AT = "weir.testing.halt-at";

    /** The exit status of a process that has halted: that of one which was killed. */
    int HALTED = 137;

    EpochProbe NONE = step -> {};

    void reached(Step step);

    /** Nothing, unless the system property {@value #HALT_AT} is set, as only tests do. */
    static EpochProbe ofProcess() {
        String[] haltAt = System.getProperty(HALT_AT, "").split(":", -1);
        if (haltAt.length != 2) {
            return NONE;
        }
        Step last = Step.valueOf(haltAt[0]);
        int times = Integer.parseInt(haltAt[1]);
        Map<Step, Integer> counts = new EnumMap<>(Step.class);
        return step -> {
            if (counts.merge(step, 1, Integer::sum) >= times && step == last) {
                Runtime.getRuntime().halt(HALTED);
            }
        };
    }
}
