package io.weir.server.alert.book;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Picks alerts by their labels: all must match. A value is one text, several between commas, and {@code *} stands for
 * any text: {@code lag, latency}, {@code orders-*}.
 */
public record Matchers(Map<String, String> values) {
    /** Matches everything. */
    public static final Matchers ALL = new Matchers(Map.of());

    public Matchers {
        values = Collections.unmodifiableMap(new TreeMap<>(values));
    }

    /** Whether the alert is one of those. */
    public boolean match(Alert alert) {
        if (values.isEmpty()) {
            return true;
        }
        Map<String, String> labels = alert.allLabels();
        return values.entrySet().stream()
                .allMatch(matcher -> matches(matcher.getValue(), labels.getOrDefault(matcher.getKey(), "")));
    }

    private static boolean matches(String wanted, String value) {
        return Arrays.stream(wanted.split(",", -1)).anyMatch(one -> matchesOne(one.strip(), value));
    }

    /** Parts between stars must come one after the other; linear in the text's length for each part. */
    private static boolean matchesOne(String pattern, String value) {
        String[] parts = pattern.split("\\*", -1);
        if (parts.length == 1) {
            return pattern.equals(value);
        }
        String first = parts[0];
        String last = parts[parts.length - 1];
        if (!value.startsWith(first) || value.length() < first.length() + last.length() || !value.endsWith(last)) {
            return false;
        }
        int at = first.length();
        int end = value.length() - last.length();
        for (int i = 1; i < parts.length - 1; i++) {
            int found = value.indexOf(parts[i], at);
            if (found < 0 || found + parts[i].length() > end) {
                return false;
            }
            at = found + parts[i].length();
        }
        return true;
    }
}
