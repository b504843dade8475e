package io.weir.connector.files;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Names of the folders of partitions, {@code key=value}, escaped as Flink and Hive do it. */
final class PartitionPaths {
    /** What must be escaped, besides control characters. */
    private static final String ESCAPED = "\"#%'*/:=?\\\u007F{}[]^";

    private PartitionPaths() {}

    /** The key and the value that the name of a folder tells; empty if it is no partition's. */
    static Optional<Map.Entry<String, String>> parse(String name) {
        int equals = name.indexOf('=');
        if (equals <= 0 || equals == name.length() - 1) {
            return Optional.empty();
        }
        return Optional.of(Map.entry(unescape(name.substring(0, equals)), unescape(name.substring(equals + 1))));
    }

    /** The path of a partition below its table's folder; empty for a table without partitions. */
    static String path(List<String> keys, List<String> values) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < keys.size(); i++) {
            path.append(i == 0 ? "" : "/");
            escape(keys.get(i), path);
            path.append('=');
            escape(values.get(i), path);
        }
        return path.toString();
    }

    private static void escape(String text, StringBuilder into) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || ESCAPED.indexOf(c) >= 0) {
                into.append('%')
                        .append(c < 16 ? "0" : "")
                        .append(Integer.toHexString(c).toUpperCase(Locale.ROOT));
            } else {
                into.append(c);
            }
        }
    }

    private static String unescape(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int high = c == '%' && i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = high >= 0 ? Character.digit(text.charAt(i + 2), 16) : -1;
            if (low >= 0) {
                plain.append((char) (high << 4 | low));
                i += 2;
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
