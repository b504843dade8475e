package io.weir.cli.demo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Keeps the rows of the window that closed last, and draws them as a table that stays in its place. */
final class LiveTable {
    private static final String HOME = "\u001b[H";
    private static final String CLEAR = "\u001b[2J";
    /** Lines that are too long for the terminal are cut, so that all stay in their places. */
    private static final String WRAP_OFF = "\u001b[?7l";

    private static final String WRAP_ON = "\u001b[?7h";
    private static final String CLEAR_TO_END = "\u001b[0J";
    private static final String CLEAR_REST_OF_LINE = "\u001b[K";
    private static final int BAR_WIDTH = 24;

    private record Row(String page, long views, long users, long purchases, int loadTimeMillis) {}

    private List<Row> rows = new ArrayList<>();
    private String windowStart = "";
    private String windowEnd = "";
    private long windows;
    private boolean isFirstDrawing = true;

    private final String url;

    LiveTable(String url) {
        this.url = url;
    }

    /** The rows begin anew. */
    synchronized void reset() {
        rows = new ArrayList<>();
        windowStart = "";
        windows = 0;
    }

    /** Takes a row of the view. */
    synchronized void accept(JsonNode row) {
        String start = row.path("window_start").asString("");
        if (start.compareTo(windowStart) > 0) {
            windowStart = start;
            windowEnd = row.path("window_end").asString("");
            rows = new ArrayList<>();
            windows++;
        }
        if (start.equals(windowStart)) {
            rows.add(new Row(
                    row.path("page").asString(""),
                    row.path("view_count").asLong(0),
                    row.path("unique_users").asLong(0),
                    row.path("purchases").asLong(0),
                    row.path("avg_load_time").asInt(0)));
        }
    }

    /**
     * The whole screen: what is running, how it goes, and the last window's rows.
     *
     * @param pipeline what the server says of the pipeline
     */
    synchronized String draw(String broker, JsonNode pipeline) {
        StringBuilder screen = new StringBuilder(isFirstDrawing ? CLEAR + HOME : HOME).append(WRAP_OFF);
        isFirstDrawing = false;
        line(screen, "Weir demo · " + url + " · simulated shoppers → Kafka at " + broker + " → minutes by page");
        String watermark = pipeline.path("watermark").asString("not yet");
        line(
                screen,
                String.format(
                        Locale.ROOT,
                        "%,d events in (%,.0f/s) · %d minutes closed · watermark %s · %,d late events dropped",
                        Math.max(0, pipeline.path("rowsIn").asLong(0)),
                        pipeline.path("rowsInPerSecond").asDouble(0),
                        windows,
                        time(watermark),
                        pipeline.path("lateRows").asLong(0)));
        line(screen, "");
        if (rows.isEmpty()) {
            line(screen, "Waiting for the first minute to close …");
        } else {
            table(screen);
        }
        line(screen, "");
        line(screen, "The queries: gallery/shop     The console: " + url + "     Stop: Ctrl-C");
        return screen.append(CLEAR_TO_END).append(WRAP_ON).toString();
    }

    /** The time of day in a timestamp. */
    private static String time(String timestamp) {
        int at = Math.max(timestamp.indexOf('T'), timestamp.indexOf(' '));
        return at < 0 || timestamp.length() < at + 9 ? timestamp : timestamp.substring(at + 1, at + 9);
    }

    private void table(StringBuilder screen) {
        line(screen, "minute " + time(windowStart) + " – " + time(windowEnd));
        line(
                screen,
                String.format(
                        Locale.ROOT,
                        "%-18s %9s %9s %10s %13s",
                        "page",
                        "views",
                        "users",
                        "purchases",
                        "avg load (ms)"));
        List<Row> sorted = new ArrayList<>(rows);
        sorted.sort(Comparator.comparingLong(Row::views).reversed().thenComparing(Row::page));
        long most = Math.max(1, sorted.get(0).views());
        for (Row row : sorted) {
            line(
                    screen,
                    String.format(
                            Locale.ROOT,
                            "%-18s %,9d %,9d %,10d %,13d  %s",
                            row.page(),
                            row.views(),
                            row.users(),
                            row.purchases(),
                            row.loadTimeMillis(),
                            "█".repeat((int) Math.max(1, row.views() * BAR_WIDTH / most))));
        }
    }

    private static void line(StringBuilder screen, String text) {
        screen.append(text).append(CLEAR_REST_OF_LINE).append('\n');
    }
}
