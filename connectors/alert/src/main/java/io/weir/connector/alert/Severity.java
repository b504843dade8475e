package io.weir.connector.alert;

import java.util.Locale;
import java.util.Optional;

/** How bad it is, the worst last. */
public enum Severity {
    INFO,
    WARNING,
    ERROR,
    CRITICAL;

    /** The name in lower case, as it is written everywhere. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Understands the names in any case, and {@code warn}, {@code err}, {@code fatal} and {@code page}. */
    public static Optional<Severity> of(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "info" -> Optional.of(INFO);
            case "warning", "warn" -> Optional.of(WARNING);
            case "error", "err" -> Optional.of(ERROR);
            case "critical", "fatal", "page" -> Optional.of(CRITICAL);
            default -> Optional.empty();
        };
    }
}
