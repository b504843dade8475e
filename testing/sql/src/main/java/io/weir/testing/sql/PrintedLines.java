package io.weir.testing.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines of Flink's {@code print} connector without what depends on the parallelism, and with its changes applied.
 *
 * <p>{@code sink:2> +I[1, a]} and {@code sink> +I[1, a]} are both {@code sink> [1, a]}; an update or a deletion takes
 * the line of the row that it retracts away.
 */
final class PrintedLines {

    private static final Pattern LINE = Pattern.compile("(?:(?:\\d+|(.*?)(?::\\d+)?)> )?([+-][IUD])(\\[.*)");

    private PrintedLines() {}

    /** Whether the {@code print} connector may have written this line. */
    static boolean isPrinted(String line) {
        return LINE.matcher(line).matches();
    }

    /** The rows that are left at the end. */
    static List<String> fold(List<String> lines) {
        List<String> rows = new ArrayList<>();
        for (String line : lines) {
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("Not a line of the print connector: " + line);
            }
            String sink = matcher.group(1) == null ? "" : matcher.group(1) + "> ";
            String row = sink + matcher.group(3);
            if (matcher.group(2).startsWith("+")) {
                rows.add(row);
            } else if (!rows.remove(row)) {
                throw new IllegalArgumentException("Retracts a row that was not printed: " + line);
            }
        }
        return rows;
    }
}
