package io.weir.connector.alert;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One alert that is raised, raised again, or resolved.
 *
 * @param isRaised false if it is over; then only the key counts
 * @param severity how bad it is
 * @param key tells the alerts of a table apart; the same key is the same alert
 * @param text what it says to a person
 * @param labels further columns, by name in order
 * @param atMillis when the row was written
 */
public record AlertChange(
        boolean isRaised, Severity severity, String key, String text, Map<String, String> labels, long atMillis) {
    public AlertChange {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    }
}
