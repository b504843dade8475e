package io.weir.connector.alert;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Outside of a server: each change is a line on standard error. */
final class StandardErrorAlerts implements AlertListener {
    private final Supplier<PrintStream> stream;

    StandardErrorAlerts(Supplier<PrintStream> stream) {
        this.stream = stream;
    }

    @Override
    public void accept(AlertTable table, List<AlertChange> changes) {
        StringBuilder lines = new StringBuilder();
        for (AlertChange change : changes) {
            append(lines, table, change);
        }
        PrintStream target = stream.get();
        synchronized (target) {
            target.print(lines);
            target.flush();
        }
    }

    private static void append(StringBuilder lines, AlertTable table, AlertChange change) {
        lines.append("alert ").append(table.name()).append(' ').append(oneLine(change.key()));
        if (!change.isRaised()) {
            lines.append(": resolved\n");
            return;
        }
        lines.append(": ").append(change.severity().name().toLowerCase(Locale.ROOT));
        lines.append(": ").append(oneLine(change.text()));
        for (Map.Entry<String, String> label : change.labels().entrySet()) {
            lines.append(' ').append(label.getKey()).append('=').append(oneLine(label.getValue()));
        }
        lines.append('\n');
    }

    /** What comes from rows cannot make a line that looks like another alert. */
    private static String oneLine(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            safe.append(Character.isISOControl(c) ? ' ' : c);
        }
        return safe.toString();
    }

    @Override
    public boolean isIdempotent() {
        return false;
    }
}
