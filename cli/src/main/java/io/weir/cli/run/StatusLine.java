package io.weir.cli.run;

import io.weir.library.run.RunStatus;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Words for what a job does: one line while it runs, one when it has ended. */
final class StatusLine {
    private static final DateTimeFormatter WATERMARK =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String CLEAR_LINE = "\r\u001b[2K";
    /** A line that is too long for the terminal is cut, for only one line is cleared. */
    private static final String WRAP_OFF = "\u001b[?7l";

    private static final String WRAP_ON = "\u001b[?7h";

    private StatusLine() {}

    /** One line on how it goes, from the status a moment ago and the status now. */
    static String live(RunStatus before, RunStatus now) {
        double seconds = Math.max(1e-3, (now.elapsedNanos() - before.elapsedNanos()) / 1e9);
        StringBuilder line = new StringBuilder();
        if (now.rowsIn() >= 0) {
            line.append("in ")
                    .append(rate((now.rowsIn() - before.rowsIn()) / seconds))
                    .append(" rows/s · out ")
                    .append(rate((now.rowsOut() - before.rowsOut()) / seconds))
                    .append(" rows/s · total ")
                    .append(count(now.rowsIn()));
        } else {
            line.append(String.format(Locale.ROOT, "running on Flink for %.0f s", now.seconds()));
        }
        now.watermarkMillis()
                .ifPresent(watermark ->
                        line.append(" · watermark ").append(WATERMARK.format(Instant.ofEpochMilli(watermark))));
        now.lagRecords()
                .ifPresent(lag -> line.append(" · lag ").append(count(lag)).append(" records"));
        if (now.rowsIn() >= 0) {
            line.append(" · late ").append(count(now.lateRows()));
        }
        if (now.stateBytes() > 0) {
            line.append(String.format(Locale.ROOT, " · state %.1f MB", now.stateBytes() / 1e6));
        }
        return line.toString();
    }

    static void show(PrintStream terminal, String line) {
        terminal.print(CLEAR_LINE + WRAP_OFF + line + WRAP_ON);
        terminal.flush();
    }

    static void clear(PrintStream terminal) {
        terminal.print(CLEAR_LINE);
        terminal.flush();
    }

    /** What it came to. */
    static String summary(String engine, RunStatus status) {
        StringBuilder line = new StringBuilder();
        if (status.rowsIn() >= 0) {
            line.append(count(status.rowsIn())).append(" rows in, ");
        }
        if (status.rowsOut() >= 0) {
            line.append(count(status.rowsOut())).append(" rows out, ");
        }
        line.append(String.format(Locale.ROOT, "%.2f s", status.seconds()));
        if (status.rowsIn() > 0) {
            line.append(" (")
                    .append(rate(status.rowsIn() / Math.max(1e-3, status.seconds())))
                    .append(" rows/s");
            if (status.bytesIn() > 0) {
                line.append(String.format(
                        Locale.ROOT, ", %.1f MB/s", status.bytesIn() / 1e6 / Math.max(1e-3, status.seconds())));
            }
            line.append(')');
        }
        append(line, status.lateRows(), "late", "dropped: their window had closed");
        append(line, status.droppedRows(), "dropped", "without an event time, or NULL in a NOT NULL column");
        append(line, status.duplicateRows(), "duplicate", "of a key that had come before");
        append(line, status.skippedRecords(), "skipped", "records that could not be decoded");
        return line.append(", on the ")
                .append(engine)
                .append(" engine")
                .toString()
                .replace("the Flink engine", "Flink");
    }

    private static void append(StringBuilder line, long count, String what, String why) {
        if (count > 0) {
            line.append(", ")
                    .append(count(count))
                    .append(' ')
                    .append(what)
                    .append(" (")
                    .append(why)
                    .append(')');
        }
    }

    private static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static String rate(double perSecond) {
        if (perSecond >= 1e6) {
            return String.format(Locale.ROOT, "%.1f M", perSecond / 1e6);
        }
        return perSecond >= 1e4
                ? String.format(Locale.ROOT, "%.1f K", perSecond / 1e3)
                : String.format(Locale.ROOT, "%.0f", perSecond);
    }
}
