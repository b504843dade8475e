package io.weir.cli.demo;

import io.weir.columnar.Batch;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import io.weir.connector.console.ResultConsumer;
import io.weir.engine.spi.SinkRequest;
import io.weir.library.run.RunStatus;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Keeps the rows of the window that closed last, and draws them as a table that stays in its place. */
final class LiveTable implements ResultConsumer {
    private static final String HOME = "\u001b[H";
    private static final String CLEAR = "\u001b[2J";
    /** Lines that are too long for the terminal are cut, so that all stay in their places. */
    private static final String WRAP_OFF = "\u001b[?7l";

    private static final String WRAP_ON = "\u001b[?7h";
    private static final String CLEAR_TO_END = "\u001b[0J";
    private static final String CLEAR_REST_OF_LINE = "\u001b[K";
    private static final int BAR_WIDTH = 24;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private record Row(String page, long views, long users, long purchases, int loadTimeMillis) {}

    private List<Row> rows = new ArrayList<>();
    private long windowStart = Long.MIN_VALUE;
    private long windowEnd;
    private long windows;
    private boolean isFirstDrawing = true;

    @Override
    public void open(SinkRequest request) {}

    @Override
    public synchronized void accept(Batch batch) {
        for (int i = 0; i < batch.rowCount(); i++) {
            long start = ((LongColumn) batch.column(0)).get(i);
            if (start > windowStart) {
                windowStart = start;
                windowEnd = ((LongColumn) batch.column(1)).get(i);
                rows = new ArrayList<>();
                windows++;
            }
            if (start == windowStart) {
                rows.add(new Row(
                        ((BytesColumn) batch.column(2)).getString(i),
                        ((LongColumn) batch.column(3)).get(i),
                        ((LongColumn) batch.column(4)).get(i),
                        ((LongColumn) batch.column(5)).get(i),
                        batch.column(6).isNull(i) ? 0 : ((IntColumn) batch.column(6)).get(i)));
            }
        }
    }

    /** The whole screen: what is running, how it goes, and the last window's rows. */
    synchronized String draw(String broker, RunStatus status, double rowsPerSecond) {
        StringBuilder screen = new StringBuilder(isFirstDrawing ? CLEAR + HOME : HOME).append(WRAP_OFF);
        isFirstDrawing = false;
        line(screen, "Weir demo · simulated shoppers → Kafka at " + broker + " → 10-second windows by page");
        line(
                screen,
                String.format(
                        Locale.ROOT,
                        "%,d events in (%,.0f/s) · %d windows closed · watermark %s · %,d late events dropped",
                        Math.max(0, status.rowsIn()),
                        rowsPerSecond,
                        windows,
                        status.watermarkMillis().isPresent()
                                ? TIME.format(Instant.ofEpochMilli(
                                        status.watermarkMillis().getAsLong()))
                                : "not yet",
                        status.lateRows()));
        line(screen, "");
        if (rows.isEmpty()) {
            line(screen, "Waiting for the first window to close …");
        } else {
            table(screen);
        }
        line(screen, "");
        line(screen, "The query: gallery/clickstream/page_metrics.sql     Stop: Ctrl-C");
        return screen.append(CLEAR_TO_END).append(WRAP_ON).toString();
    }

    private void table(StringBuilder screen) {
        line(
                screen,
                "window " + TIME.format(Instant.ofEpochMilli(windowStart)) + " – "
                        + TIME.format(Instant.ofEpochMilli(windowEnd)));
        line(
                screen,
                String.format(
                        Locale.ROOT,
                        "%-12s %9s %9s %10s %13s",
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
                            "%-12s %,9d %,9d %,10d %,13d  %s",
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
