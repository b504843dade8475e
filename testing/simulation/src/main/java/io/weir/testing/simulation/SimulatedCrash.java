package io.weir.testing.simulation;

/** The process is gone: whatever it does from here on has no effect. No code of the engine's may catch this. */
final class SimulatedCrash extends Error {
    private static final long serialVersionUID = 1;

    SimulatedCrash(String where) {
        super(where, null, false, false);
    }
}
