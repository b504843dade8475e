package io.weir.benchmarks.side;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An answer as a sorted multiset of rows in one notation, whoever wrote it.
 *
 * <p>A row loses what Flink's {@code print} connector puts around it (the number of the subtask and {@code +I[…]}); a
 * time loses the zeros at its end and is written as {@code 2026-01-01 00:05:00}. Of an updating answer the rows count
 * that are left when all updates and deletions are applied.
 */
public final class Answer {
    private static final Pattern PRINTED = Pattern.compile("(?:\\d+> )?(\\+I|-U|\\+U|-D)\\[(.*)]");
    private static final Pattern TIME =
            Pattern.compile("(\\d{4}-\\d{2}-\\d{2})[T ](\\d{2}:\\d{2})(:\\d{2})?(?:\\.0+|(\\.\\d*?[1-9])0*)?");

    private final String[] rows;

    private Answer(String[] rows) {
        this.rows = rows;
    }

    public static Answer read(Path file) throws IOException {
        Map<String, Integer> counts = new HashMap<>();
        try (Stream<String> lines = Files.lines(file)) {
            lines.forEach(line -> counts.merge(row(line), isRemoval(line) ? -1 : 1, Integer::sum));
        }
        List<String> rows = new ArrayList<>();
        counts.forEach((row, count) -> {
            if (count < 0) {
                throw new UncheckedIOException(new IOException(
                        file + ": the row [" + row + "] is taken back more often than it is given out"));
            }
            rows.addAll(Collections.nCopies(count, row));
        });
        return of(rows);
    }

    public static Answer of(List<String> rows) {
        String[] sorted = rows.toArray(String[]::new);
        Arrays.sort(sorted);
        return new Answer(sorted);
    }

    public int rows() {
        return rows.length;
    }

    /** The number of rows and a hash of all: equal for equal answers, hardly ever for others. */
    public String digest() {
        long hash = 0;
        for (String row : rows) {
            hash = hash * 0x9E3779B97F4A7C15L + row.hashCode();
            hash ^= hash >>> 29;
        }
        return rows.length + ":" + Long.toHexString(hash);
    }

    /** Tells the first difference from the expected answer, or nothing if both are equal. */
    public Optional<String> differenceFrom(Answer expected) {
        int at = Arrays.mismatch(rows, expected.rows);
        if (at < 0) {
            return Optional.empty();
        }
        return Optional.of(
                "%d rows instead of %d; the first difference, in sorted order, is at row %d: %s instead of %s"
                        .formatted(rows.length, expected.rows.length, at + 1, row(at), expected.row(at)));
    }

    private String row(int index) {
        return index < rows.length ? "[" + rows[index] + "]" : "the end";
    }

    private static boolean isRemoval(String line) {
        Matcher printed = PRINTED.matcher(line);
        return printed.matches() && printed.group(1).startsWith("-");
    }

    static String row(String line) {
        Matcher printed = PRINTED.matcher(line);
        String[] cells = (printed.matches() ? printed.group(2) : line).split(", ", -1);
        for (int cell = 0; cell < cells.length; cell++) {
            if (cells[cell].length() >= 16) {
                cells[cell] = time(cells[cell]);
            }
        }
        return String.join(", ", cells);
    }

    private static String time(String cell) {
        Matcher time = TIME.matcher(cell);
        if (!time.matches()) {
            return cell;
        }
        String seconds = time.group(3) == null ? ":00" : time.group(3);
        String fraction = time.group(4) == null ? "" : time.group(4);
        return time.group(1) + " " + time.group(2) + seconds + fraction;
    }
}
