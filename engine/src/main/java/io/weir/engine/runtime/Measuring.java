package io.weir.engine.runtime;

/**
 * Whether jobs that begin from now on measure where their time goes. They always do; only the benchmark that finds out
 * what measuring costs leaves it out.
 */
public final class Measuring {
    private static volatile boolean isOn = true;

    private Measuring() {}

    static boolean isOn() {
        return isOn;
    }

    /** For the benchmark alone. */
    public static void setOnForBenchmark(boolean on) {
        isOn = on;
    }
}
