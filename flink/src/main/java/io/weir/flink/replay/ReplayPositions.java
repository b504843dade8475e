package io.weir.flink.replay;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where reading begins and the replay ends, by the name of the partition ({@code topic-0}).
 *
 * @param from the first offset that counts; without, all do
 * @param last the offset of the last record that is replayed; without, nothing of the partition is
 * @param watermarks the partition's watermark when the replay has ended
 */
public record ReplayPositions(Map<String, Long> from, Map<String, Long> last, Map<String, Long> watermarks)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    public ReplayPositions {
        // Flink must be able to write them: maps of the JDK's that are plain classes.
        from = new TreeMap<>(from);
        last = new TreeMap<>(last);
        watermarks = new TreeMap<>(watermarks);
    }

    /** Offsets as the text of an option: {@code clicks-0=17,clicks-1=4}. */
    public static String text(Map<String, Long> offsets) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(offsets)
                .forEach((partition, offset) -> text.append(text.isEmpty() ? "" : ",")
                        .append(partition)
                        .append('=')
                        .append(offset));
        return text.toString();
    }

    /** Reads the text of an option. */
    static Map<String, Long> parse(String text) {
        Map<String, Long> offsets = new TreeMap<>();
        for (String part : text.isBlank() ? new String[0] : text.split(",", -1)) {
            int equals = part.lastIndexOf('=');
            offsets.put(part.substring(0, equals), Long.parseLong(part.substring(equals + 1)));
        }
        return offsets;
    }
}
