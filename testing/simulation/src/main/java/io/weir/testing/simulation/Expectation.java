package io.weir.testing.simulation;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a sink must show of what an epoch has consumed, by plain loops over all rows: the oracle. */
@FunctionalInterface
interface Expectation {
    /** What is wrong with the visible rows; empty if they are right. */
    Optional<String> difference(List<String> visible, Consumed consumed);

    /** A row for each. */
    static Expectation copies(String topic) {
        return rows(consumed -> consumed.of(topic).stream()
                .map(row -> row.id() + "," + row.key() + "," + time(row.millis()))
                .toList());
    }

    /** A row for each whose id is no multiple of three. */
    static Expectation filtered(String topic) {
        return rows(consumed -> consumed.of(topic).stream()
                .filter(row -> row.id() % 3 != 0)
                .map(row -> row.id() + "," + row.key() + "," + 2 * row.id())
                .toList());
    }

    /** For each key the number of rows and the sum of their ids. */
    static Expectation groups(String topic) {
        return rows(consumed -> {
            Map<String, long[]> sums = new TreeMap<>();
            for (Topic.Row row : consumed.of(topic)) {
                long[] sum = sums.computeIfAbsent(row.key(), key -> new long[2]);
                sum[0]++;
                sum[1] += row.id();
            }
            List<String> rows = new ArrayList<>();
            sums.forEach((key, sum) -> rows.add(key + "," + sum[0] + "," + sum[1]));
            return rows;
        });
    }

    /** The rows of two topics with equal keys, whose ids are equal up to a factor. */
    static Expectation joined(String left, String right) {
        return rows(consumed -> {
            List<String> rows = new ArrayList<>();
            for (Topic.Row a : consumed.of(left)) {
                for (Topic.Row b : consumed.of(right)) {
                    if (a.key().equals(b.key())) {
                        rows.add(a.id() + "," + b.id() + "," + a.key());
                    }
                }
            }
            return rows;
        });
    }

    /** For each key one row, which one hangs on the order of arrival. */
    static Expectation first(String topic) {
        return (visible, consumed) -> {
            Set<String> possible = new HashSet<>();
            Set<String> keys = new TreeSet<>();
            for (Topic.Row row : consumed.of(topic)) {
                possible.add(row.key() + "," + row.id());
                keys.add(row.key());
            }
            List<String> shown = new ArrayList<>();
            for (String row : visible) {
                if (!possible.contains(row)) {
                    return Optional.of(row + " is no row that was consumed");
                }
                shown.add(row.substring(0, row.indexOf(',')));
            }
            return compare(shown, List.copyOf(keys));
        };
    }

    /**
     * For each key and window the number of rows and the sum of their bits, which says which rows they are. What is
     * shown is final; what is not shown is open, or late.
     *
     * @param isLateExact whether each late row is counted, not only each group of them that comes late to its window
     */
    static Expectation windows(String topic, boolean isLateExact) {
        return (visible, consumed) -> {
            Map<String, Long> consumedBits = bits(consumed.of(topic));
            Map<String, Long> allBits = bits(consumed.topic(topic).rows());
            Map<String, Long> seen = new HashMap<>();
            long counted = 0;
            for (String row : visible) {
                String[] fields = row.split(",");
                String window = fields[0] + "," + fields[1];
                long bits = Long.parseLong(fields[3]);
                counted += Long.parseLong(fields[2]);
                if (seen.put(window, bits) != null) {
                    return Optional.of("window " + window + " is there twice");
                }
                if (Long.bitCount(bits) != Long.parseLong(fields[2])
                        || (bits & ~consumedBits.getOrDefault(window, 0L)) != 0) {
                    return Optional.of("window " + row + " has other rows than those consumed, "
                            + consumedBits.getOrDefault(window, 0L));
                }
                if (!consumed.topic(topic).hasLateRows() && bits != allBits.getOrDefault(window, 0L)) {
                    return Optional.of("window " + row + " was closed without some of its rows, "
                            + allBits.getOrDefault(window, 0L) + ", although none can be late");
                }
            }
            long rest = consumed.of(topic).size() - counted;
            boolean isRight =
                    consumed.isEnd() && isLateExact ? rest == consumed.lateRows() : rest >= consumed.lateRows();
            return isRight
                    ? Optional.empty()
                    : Optional.of("LateRowsAccountedExactly: of "
                            + consumed.of(topic).size() + " rows " + counted
                            + " are in windows and " + consumed.lateRows() + " were late; not in windows: "
                            + consumed.of(topic).stream()
                                    .filter(row -> (seen.getOrDefault(row.key() + "," + time(row.windowStart()), 0L)
                                                    & row.bit())
                                            == 0)
                                    .toList());
        };
    }

    private static Map<String, Long> bits(List<Topic.Row> rows) {
        Map<String, Long> bits = new HashMap<>();
        for (Topic.Row row : rows) {
            bits.merge(row.key() + "," + time(row.windowStart()), row.bit(), Long::sum);
        }
        return bits;
    }

    private static String time(long millis) {
        return LocalDateTime.ofEpochSecond(
                        Math.floorDiv(millis, 1000), Math.floorMod(millis, 1000) * 1_000_000, ZoneOffset.UTC)
                .toString();
    }

    /** Just these rows, in any order. */
    static Expectation rows(java.util.function.Function<Consumed, List<String>> expected) {
        return (visible, consumed) -> compare(visible, expected.apply(consumed));
    }

    private static Optional<String> compare(List<String> visible, List<String> expected) {
        String[] is = visible.toArray(String[]::new);
        String[] wanted = expected.toArray(String[]::new);
        Arrays.sort(is);
        Arrays.sort(wanted);
        if (Arrays.equals(is, wanted)) {
            return Optional.empty();
        }
        List<String> lost = new ArrayList<>(expected);
        visible.forEach(lost::remove);
        List<String> tooMany = new ArrayList<>(visible);
        expected.forEach(tooMany::remove);
        Collections.sort(lost);
        Collections.sort(tooMany);
        return Optional.of("of " + expected.size() + " rows lost " + lost + ", too many " + tooMany);
    }
}
