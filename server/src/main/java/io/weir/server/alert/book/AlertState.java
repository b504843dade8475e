package io.weir.server.alert.book;

import java.util.Locale;

/** Where an alert stands. */
public enum AlertState {
    /** It is bad, not yet for long enough; nobody is told. */
    PENDING,
    FIRING,
    /** It fires, and somebody has taken it on. */
    ACKNOWLEDGED,
    /** It is over; kept for a while so that it can be seen. */
    RESOLVED;

    /** As it is written in the API. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it is bad now, and for long enough. */
    public boolean isActive() {
        return this == FIRING || this == ACKNOWLEDGED;
    }
}
