package io.weir.server.health;

import java.util.Locale;

/** How a measure stands; the worst last. */
public enum HealthStatus {
    /** A number is missing, or still being learned. */
    UNKNOWN,
    OK,
    /** It is bad, not yet for long enough. */
    WARNING,
    FIRING;

    /** As it is written in the API. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
