package io.weir.testing.simulation;

/** An invariant does not hold. An error, so that nothing takes it for a failure of the outside world. */
final class Violation extends Error {
    private static final long serialVersionUID = 1;

    private final String invariant;

    Violation(String invariant, String message) {
        super(invariant + ": " + message);
        this.invariant = invariant;
    }

    Violation(String invariant, String message, Throwable cause) {
        super(invariant + ": " + message, cause);
        this.invariant = invariant;
    }

    String invariant() {
        return invariant;
    }
}
